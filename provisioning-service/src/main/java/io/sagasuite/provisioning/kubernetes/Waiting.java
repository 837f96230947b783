package io.sagasuite.provisioning.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.sagasuite.provisioning.instance.InstanceRef;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/// Waits for what the cluster tells of an instance's objects. It lists once and then watches; a
/// watch that is dropped is taken up again, and no wait outlives its bound.
record Waiting(Cluster cluster) {

  /// The objects as they were last seen: when they became what is awaited, or when time was up.
  <T extends HasMetadata> List<T> until(
      Part part, Class<T> type, InstanceRef ref, Duration wait, Predicate<List<T>> reached) {
    Deadline deadline = Deadline.after(wait);
    List<T> first = cluster.list(part, type, ref);
    if (deadline.isOver() || reached.test(first)) {
      return first;
    }
    AtomicReference<List<T>> seen = new AtomicReference<>(first);
    CompletableFuture<List<T>> watch =
        cluster
            .operation(type)
            .inNamespace(ref.namespace())
            .withLabel(Part.INSTANCE_ID, ref.instanceId().toString())
            .informOnCondition(objects -> {
              seen.set(List.copyOf(objects));
              return reached.test(seen.get());
            });
    try {
      watch.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
      return seen.get();
    } catch (TimeoutException e) {
      return seen.get();
    } catch (InterruptedException e) {
      throw Calls.interrupted();
    } catch (ExecutionException e) {
      throw Failures.told(
          cluster.calls().server(),
          Cluster.asked("watch", part, ref.namespace()),
          e.getCause() instanceof KubernetesClientException failure
              ? failure
              : new KubernetesClientException("the watch ended", e));
    } finally {
      watch.cancel(true);
    }
  }

  /// Until this very object has gone, whatever takes its place.
  void untilGone(Part part, HasMetadata object, InstanceRef ref, Duration wait) {
    String uid = object.getMetadata().getUid();
    until(
        part,
        part.type(),
        ref,
        wait,
        objects -> objects.stream().noneMatch(o -> uid.equals(o.getMetadata().getUid())));
  }
}
