package io.sagasuite.orchestrator.runtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Counters and timers by name and labels, made when first used. Definitions and steps are named by
/// whoever writes definitions, so their number as labels is bounded: what comes beyond is counted
/// as `other`. No id is ever a label.
final class Meters {

  static final String DEFINITION = "definition";
  static final String STEP = "step";

  private static final String OTHER = "other";
  private static final int DEFINITIONS_MAX = 100;
  private static final int STEPS_MAX = 1_000;

  private record Key(String name, List<String> labels) {}

  private record StepLabel(String definition, String step) {}

  private final MeterRegistry registry;
  private final Map<Key, Counter> counters = new ConcurrentHashMap<>();
  private final Map<Key, Timer> timers = new ConcurrentHashMap<>();
  private final Map<Key, DistributionSummary> summaries = new ConcurrentHashMap<>();
  private final Set<String> definitions = ConcurrentHashMap.newKeySet();
  private final Set<StepLabel> steps = ConcurrentHashMap.newKeySet();

  Meters(MeterRegistry registry) {
    this.registry = registry;
  }

  /// The time between two moments, which are of different clocks now and then: nought rather than
  /// less.
  static Duration elapsed(Instant from, Instant to) {
    return from.isAfter(to) ? Duration.ZERO : Duration.between(from, to);
  }

  /// @param labels name and value in turn; a definition comes before its step
  Counter counter(String name, String... labels) {
    return counters.computeIfAbsent(
        new Key(name, Arrays.asList(labels)),
        key -> Counter.builder(name).tags(bounded(labels)).register(registry));
  }

  /// @param labels as for [#counter]
  DistributionSummary summary(String name, String... labels) {
    return summaries.computeIfAbsent(
        new Key(name, Arrays.asList(labels)),
        key -> DistributionSummary.builder(name).tags(bounded(labels)).register(registry));
  }

  /// @param buckets the bounds of its histogram
  /// @param labels as for [#counter]
  Timer timer(String name, List<Duration> buckets, String... labels) {
    return timers.computeIfAbsent(
        new Key(name, Arrays.asList(labels)),
        key ->
            Timer.builder(name)
                .tags(bounded(labels))
                .serviceLevelObjectives(buckets.toArray(Duration[]::new))
                .register(registry));
  }

  /// The definition's name as a label.
  private String definition(String name) {
    return isKnown(definitions, name, DEFINITIONS_MAX) ? name : OTHER;
  }

  private Tags bounded(String... labels) {
    Tags tags = Tags.empty();
    String definition = OTHER;
    for (int i = 0; i < labels.length; i += 2) {
      String value = labels[i + 1];
      if (labels[i].equals(DEFINITION)) {
        definition = definition(value);
        value = definition;
      } else if (labels[i].equals(STEP)) {
        value = isKnown(steps, new StepLabel(definition, value), STEPS_MAX) ? value : OTHER;
      }
      tags = tags.and(labels[i], value);
    }
    return tags;
  }

  private static <T> boolean isKnown(Set<T> known, T value, int max) {
    if (known.size() < max) {
      known.add(value);
    }
    return known.contains(value);
  }
}
