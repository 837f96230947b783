package io.sagasuite.orchestrator.store;

import io.sagasuite.saga.decision.SagaState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Sagas as this process has last stored them, so that their next trigger need not read them. It is
/// a memory and never the truth: whoever decides on it must find the row's version unchanged when
/// writing, or read the row and decide again. Holds the latest few thousand unfinished sagas, and
/// none that is large.
@ApplicationScoped
public class RecentSagas {

  private static final int SAGAS_MAX = 4_096;
  private static final int CHARS_MAX = 8_192;

  private final Map<UUID, StoredSaga> recent =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, StoredSaga> eldest) {
          return size() > SAGAS_MAX;
        }
      };

  /// Those of these sagas that are remembered.
  public synchronized Map<UUID, StoredSaga> of(Collection<UUID> sagaIds) {
    Map<UUID, StoredSaga> known = HashMap.newHashMap(sagaIds.size());
    for (UUID sagaId : sagaIds) {
      StoredSaga saga = recent.get(sagaId);
      if (saga != null) {
        known.put(sagaId, saga);
      }
    }
    return known;
  }

  /// Takes note of sagas whose rows have just been committed like this.
  public synchronized void stored(Collection<StoredSaga> sagas) {
    for (StoredSaga saga : sagas) {
      SagaState state = saga.state();
      if (state.status().isEnded() || isLarge(state)) {
        recent.remove(state.sagaId());
      } else {
        recent.put(state.sagaId(), saga);
      }
    }
  }

  /// Somebody else has moved these.
  public synchronized void forget(Collection<UUID> sagaIds) {
    sagaIds.forEach(recent::remove);
  }

  private static boolean isLarge(SagaState state) {
    int left = roomAfter(state.input(), CHARS_MAX);
    for (var step : state.steps()) {
      left = roomAfter(step.output(), left - step.name().length());
    }
    return left < 0;
  }

  /// What is left of so many characters after this value, roughly.
  private static int roomAfter(@Nullable Object value, int room) {
    return switch (value) {
      case String text -> room - text.length();
      case Map<?, ?> map -> roomAfter(map.values(), room - map.size());
      case Iterable<?> values -> {
        int left = room;
        for (Object one : values) {
          if (left < 0) {
            break;
          }
          left = roomAfter(one, left);
        }
        yield left;
      }
      case null, default -> room - 1;
    };
  }
}
