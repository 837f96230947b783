package io.sagasuite.provisioning.instance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Compares what is recorded with what is there. Instances that a saga is at work on differ all the
/// time, so only those that are to stand still are looked at.
///
/// @param grace how old something unknown must be before it counts: its record may be on its way
public record DriftFinder(Duration grace, Instant now) {

  /// An instance as it is recorded.
  public record Recorded(InstanceRef ref, InstanceState state) {}

  /// The differences, orphans first.
  public List<Drift> find(List<FoundInstance> found, List<Recorded> recorded) {
    Map<UUID, FoundInstance> there =
        found.stream()
            .collect(
                Collectors.toMap(
                    instance -> instance.ref().instanceId(), Function.identity(), (a, _) -> a));
    Set<UUID> wanted = new HashSet<>();
    recorded.stream()
        .filter(instance -> instance.state().isWanted())
        .forEach(instance -> wanted.add(instance.ref().instanceId()));
    List<Drift> drifts = new ArrayList<>();
    there.values().stream()
        .filter(instance -> !wanted.contains(instance.ref().instanceId()))
        .filter(this::isOld)
        .forEach(instance -> drifts.add(orphan(instance)));
    recorded.stream()
        .filter(instance -> instance.state() == InstanceState.RUNNING)
        .forEach(instance -> compare(instance.ref(), there, drifts));
    return drifts;
  }

  /// Whether it is there for longer than the grace time.
  public boolean isOld(FoundInstance instance) {
    return instance.since().plus(grace).isBefore(now);
  }

  private static Drift orphan(FoundInstance instance) {
    return new Drift(
        Drift.Kind.ORPHAN, instance.ref(), "nobody wants " + String.join(", ", instance.parts()));
  }

  private static void compare(InstanceRef ref, Map<UUID, FoundInstance> there, List<Drift> drifts) {
    FoundInstance instance = there.get(ref.instanceId());
    if (instance == null) {
      drifts.add(new Drift(Drift.Kind.MISSING, ref, "it is running, but nothing of it is there"));
    } else if (!instance.complete()) {
      String parts = String.join(", ", instance.parts());
      drifts.add(new Drift(Drift.Kind.INCOMPLETE, ref, "only these parts are there: " + parts));
    }
  }
}
