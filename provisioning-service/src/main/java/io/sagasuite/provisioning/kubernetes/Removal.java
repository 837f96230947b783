package io.sagasuite.provisioning.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.sagasuite.provisioning.instance.InstanceRef;
import io.sagasuite.provisioning.instance.ProvisioningException;
import io.sagasuite.provisioning.kubernetes.Cluster.Found;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// Removes one instance's objects and waits until none is left. It looks again at everything after
/// each step, so it does not matter what is missing, what comes back, or what an earlier removal
/// did.
record Removal(Cluster cluster, InstanceRef ref) {

  /// Whom it waits for first: what makes pods before the pods, and data last, when nothing can be
  /// using it any more.
  private static final List<Part> ORDER =
      List.of(Part.STATEFUL_SET, Part.POD, Part.SERVICE, Part.CLAIM, Part.SECRET);

  /// Secrets are not watched, which would take the right to list them; they go at once anyway.
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  /// @return whether anything was there
  boolean run(Duration wait) {
    Deadline deadline = Deadline.after(wait);
    boolean found = false;
    while (true) {
      List<Found> rest = cluster.find(ref);
      if (rest.isEmpty()) {
        return found;
      }
      if (found && deadline.isOver()) {
        throw notGone(rest);
      }
      found = true;
      rest.stream()
          .filter(object -> mayGo(object.part(), rest))
          .filter(object -> !Part.isGoing(object.object()))
          .forEach(object -> cluster.delete(object.part(), object.object()));
      await(rest, deadline);
    }
  }

  /// Pods belong to their StatefulSet, which would make them again; only one left alone is deleted.
  private static boolean mayGo(Part part, List<Found> rest) {
    return switch (part) {
      case SERVICE, STATEFUL_SET -> true;
      case POD -> !has(Part.STATEFUL_SET, rest);
      case SECRET, CLAIM -> !has(Part.STATEFUL_SET, rest) && !has(Part.POD, rest);
    };
  }

  private void await(List<Found> rest, Deadline deadline) {
    Part part = ORDER.stream().filter(candidate -> has(candidate, rest)).findFirst().orElseThrow();
    HasMetadata object =
        rest.stream().filter(found -> found.part() == part).findFirst().orElseThrow().object();
    switch (part) {
      case SECRET -> Calls.sleep(deadline.atMost(LOOK_AGAIN));
      case POD, STATEFUL_SET, SERVICE, CLAIM ->
          new Waiting(cluster).untilGone(part, object, ref, deadline.left());
    }
  }

  private static boolean has(Part part, List<Found> rest) {
    return rest.stream().anyMatch(found -> found.part() == part);
  }

  private static ProvisioningException notGone(List<Found> rest) {
    return ProvisioningException.failed(
        "not_gone",
        rest.stream()
            .map(found -> Part.described(found.object()))
            .collect(Collectors.joining(", ", "still there: ", "")));
  }
}
