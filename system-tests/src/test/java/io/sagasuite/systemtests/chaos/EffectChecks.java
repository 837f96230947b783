package io.sagasuite.systemtests.chaos;

import io.sagasuite.systemtests.chaos.RunHistory.Charge;
import io.sagasuite.systemtests.chaos.RunHistory.Effect;
import io.sagasuite.systemtests.chaos.RunHistory.SagaRow;
import io.sagasuite.systemtests.chaos.RunHistory.TopicRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// I2, I3 and I7: what the participants' tables hold for each saga.
final class EffectChecks {

  private static final String ORDER_EVENTS = "order.events";
  private static final Set<String> FINAL = Set.of("succeeded", "rejected");

  private EffectChecks() {}

  static List<Violation> completedSagasAreEffectiveOnce(RunHistory history) {
    Map<UUID, List<Effect>> effects = effectsBySaga(history);
    Map<UUID, Long> published = publishedBySaga(history);
    List<Violation> found = new ArrayList<>();
    for (SagaRow saga : withStatus(history, "completed")) {
      for (String step : RunHistory.STEPS) {
        List<Effect> ofStep = ofStep(effects.get(saga.sagaId()), step);
        if (ofStep.size() != 1 || ofStep.getFirst().undone()) {
          found.add(Invariant.I2.brokenBy(saga.sagaId(), step + " has the effects " + ofStep));
        }
      }
      long events = published.getOrDefault(saga.sagaId(), 0L);
      if (events != 1) {
        String evidence = events + " events on " + ORDER_EVENTS;
        found.add(Invariant.I2.brokenBy(saga.sagaId(), evidence));
      }
    }
    return found;
  }

  static List<Violation> compensatedSagasLeaveNothing(RunHistory history) {
    Map<UUID, List<Effect>> effects = effectsBySaga(history);
    Map<UUID, Long> published = publishedBySaga(history);
    List<Violation> found = new ArrayList<>();
    for (SagaRow saga : withStatus(history, "compensated")) {
      effects.getOrDefault(saga.sagaId(), List.of()).stream()
          .filter(effect -> !effect.undone())
          .forEach(left -> found.add(Invariant.I3.brokenBy(saga.sagaId(), "left is " + left)));
      if (published.containsKey(saga.sagaId())) {
        found.add(Invariant.I3.brokenBy(saga.sagaId(), "is on " + ORDER_EVENTS));
      }
    }
    for (Charge charge : history.world().charges()) {
      if (charge.isKept() && statusOf(history).get(charge.sagaId()).equals("compensated")) {
        found.add(Invariant.I3.brokenBy(charge.sagaId(), "the gateway keeps " + charge.price()));
      }
    }
    return found;
  }

  static List<Violation> nothingTakesEffectTwice(RunHistory history) {
    Stream<List<?>> repeated =
        Stream.concat(
            history.world().effects().stream()
                .collect(Collectors.groupingBy(e -> e.sagaId() + " " + e.step()))
                .values()
                .stream(),
            history.world().charges().stream()
                .collect(Collectors.groupingBy(Charge::sagaId))
                .values()
                .stream());
    List<Violation> found = new ArrayList<>();
    repeated
        .filter(same -> same.size() > 1)
        .forEach(same -> found.add(Invariant.I7.brokenBy(same.getFirst(), same.toString())));
    found.addAll(contradictingReplies(history));
    return found;
  }

  /// A step that is applied once has one final answer, however often it is given.
  private static List<Violation> contradictingReplies(RunHistory history) {
    Map<String, TopicRecord> answers = new HashMap<>();
    List<Violation> found = new ArrayList<>();
    for (TopicRecord reply : history.records()) {
      if (reply.topic().equals("saga.replies") && FINAL.contains(reply.text("outcome"))) {
        String command = reply.key() + ":" + reply.text("step") + ":" + reply.text("direction");
        TopicRecord first = answers.putIfAbsent(command, reply);
        if (first != null && !answer(first).equals(answer(reply))) {
          String evidence =
              "%s said %s, %s says %s"
                  .formatted(first.place(), answer(first), reply.place(), answer(reply));
          found.add(Invariant.I7.brokenBy(command, evidence));
        }
      }
    }
    return found;
  }

  private static String answer(TopicRecord reply) {
    return reply.text("outcome") + " " + reply.text("output") + " " + reply.text("code");
  }

  private static Map<UUID, List<Effect>> effectsBySaga(RunHistory history) {
    return history.world().effects().stream().collect(Collectors.groupingBy(Effect::sagaId));
  }

  private static List<Effect> ofStep(List<Effect> effects, String step) {
    return effects == null
        ? List.of()
        : effects.stream().filter(effect -> effect.step().equals(step)).toList();
  }

  private static Map<UUID, Long> publishedBySaga(RunHistory history) {
    return history.records().stream()
        .filter(message -> message.topic().equals(ORDER_EVENTS))
        .collect(Collectors.groupingBy(TopicRecord::sagaId, Collectors.counting()));
  }

  private static List<SagaRow> withStatus(RunHistory history, String status) {
    return history.sagas().rows().stream().filter(saga -> saga.status().equals(status)).toList();
  }

  private static Map<UUID, String> statusOf(RunHistory history) {
    return history.sagas().rows().stream()
        .collect(Collectors.toMap(SagaRow::sagaId, SagaRow::status));
  }
}
