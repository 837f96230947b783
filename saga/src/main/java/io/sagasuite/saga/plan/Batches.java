package io.sagasuite.saga.plan;

import io.sagasuite.saga.definition.Action;
import io.sagasuite.saga.definition.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Puts steps into batches, each of which can begin when the one before it is through. Steps that
/// were not chosen count as through.
final class Batches {

  private static final Comparator<Step> BY_PRIORITY =
      Comparator.comparingInt(Step::priority).reversed();

  private final Map<String, Step> steps = new LinkedHashMap<>();
  private final Map<String, List<String>> followers = new HashMap<>();
  private final Map<String, Integer> open = new HashMap<>();

  private Batches(List<Step> chosen) {
    chosen.forEach(step -> steps.put(step.name(), step));
    for (Step step : chosen) {
      for (String before : waitsFor(step)) {
        if (steps.containsKey(before)) {
          followers.computeIfAbsent(before, _ -> new ArrayList<>()).add(step.name());
          open.merge(step.name(), 1, Integer::sum);
        }
      }
    }
  }

  /// Each step in the earliest batch after all that it needs; inside a batch by priority, then in
  /// the document's order.
  static List<List<Step>> forward(List<Step> chosen) {
    Batches batches = new Batches(chosen);
    Map<String, Integer> batchOf = new HashMap<>();
    for (String name : batches.inOrder()) {
      int batch = batchOf.computeIfAbsent(name, _ -> 0);
      for (String follower : batches.followers(name)) {
        int least = batches.isCovered(follower, name) ? batch : batch + 1;
        batchOf.merge(follower, least, Math::max);
      }
    }
    List<List<Step>> forward = batches.collect(chosen, batchOf);
    forward.forEach(batch -> batch.sort(BY_PRIORITY));
    return forward;
  }

  /// Each step that may have to be undone in the earliest batch after all that was built on it.
  static List<List<Step>> backward(List<Step> chosen, Predicate<Step> mayRun) {
    Batches batches = new Batches(chosen);
    Map<String, Integer> batchOf = new HashMap<>();
    for (String name : batches.inOrder().reversed()) {
      int batch = 0;
      for (String follower : batches.followers(name)) {
        boolean undone = isUndone(batches.steps.get(follower), mayRun);
        batch = Math.max(batch, batchOf.getOrDefault(follower, 0) + (undone ? 1 : 0));
      }
      batchOf.put(name, batch);
    }
    List<Step> undone = chosen.stream().filter(step -> isUndone(step, mayRun)).toList();
    return batches.collect(undone.reversed(), batchOf);
  }

  private static boolean isUndone(@Nullable Step step, Predicate<Step> mayRun) {
    return step != null && step.isUndoable() && mayRun.test(step);
  }

  /// A covered step is decided together with the step that covers it.
  private static List<String> waitsFor(Step step) {
    List<String> all = new ArrayList<>(step.needs());
    if (step.action() instanceof Action.CoveredBy covered) {
      all.add(covered.step());
    }
    return all;
  }

  private boolean isCovered(String name, String by) {
    Step step = steps.get(name);
    return step != null
        && step.action() instanceof Action.CoveredBy covered
        && covered.step().equals(by)
        && !step.needs().contains(by);
  }

  private List<String> followers(String name) {
    return followers.getOrDefault(name, List.of());
  }

  private List<String> inOrder() {
    Deque<String> ready = new ArrayDeque<>();
    steps.keySet().stream().filter(name -> !open.containsKey(name)).forEach(ready::add);
    List<String> order = new ArrayList<>();
    while (!ready.isEmpty()) {
      String name = ready.removeFirst();
      order.add(name);
      for (String follower : followers(name)) {
        if (open.merge(follower, -1, Integer::sum) == 0) {
          ready.addLast(follower);
        }
      }
    }
    return order;
  }

  private List<List<Step>> collect(List<Step> some, Map<String, Integer> batchOf) {
    List<List<Step>> batches = new ArrayList<>();
    for (Step step : some) {
      int batch = batchOf.getOrDefault(step.name(), 0);
      while (batches.size() <= batch) {
        batches.add(new ArrayList<>());
      }
      batches.get(batch).add(step);
    }
    return batches;
  }
}
