package io.sagasuite.provisioning.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.sagasuite.provisioning.instance.InstanceRef;
import io.sagasuite.provisioning.instance.Password;
import io.sagasuite.provisioning.instance.ProvisioningException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes one instance's objects, each on its own, whichever are there already. It may run beside
/// another deployment and beside a removal of the same instance. Beside a removal nothing stays:
/// what is made before we see the claim alive at the end is seen by the removal after the claim has
/// gone; if we see it gone, we take back what we made; and if we do not live to see it, the cluster
/// does, for the owner of what we made is no more.
final class Deployment {

  private final Cluster cluster;
  private final Manifests manifests;
  private final InstanceRef ref;
  private final List<Cluster.Found> made = new ArrayList<>();

  Deployment(Cluster cluster, Manifests manifests) {
    this.cluster = cluster;
    this.manifests = manifests;
    this.ref = manifests.spec().ref();
  }

  /// @return whether anything was missing
  boolean run(Password password) {
    Map<Part, HasMetadata> seen = look();
    PersistentVolumeClaim claim = (PersistentVolumeClaim) put(Part.CLAIM, manifests.claim(), seen);
    for (Part part : List.of(Part.SECRET, Part.STATEFUL_SET, Part.SERVICE)) {
      put(part, manifests.owned(part, claim, password), seen);
    }
    if (!isAlive(claim)) {
      made.forEach(found -> cluster.delete(found.part(), found.object()));
      throw beingRemoved(claim);
    }
    return !made.isEmpty();
  }

  /// Looks at everything before anything is made, so that a refusal leaves nothing behind.
  private Map<Part, HasMetadata> look() {
    Map<Part, HasMetadata> seen = new EnumMap<>(Part.class);
    // The claim last: it is made first, so whoever sees another part must find the claim after it.
    for (Part part : Part.MADE.reversed()) {
      cluster.get(part, ref).map(this::ours).ifPresent(object -> seen.put(part, object));
    }
    if (!seen.isEmpty() && !seen.containsKey(Part.CLAIM)) {
      throw ProvisioningException.rejected(
          "data_lost",
          "PersistentVolumeClaim " + Part.CLAIM.name(ref) + " is gone, and the data with it");
    }
    return seen;
  }

  private HasMetadata put(Part part, HasMetadata wanted, Map<Part, HasMetadata> seen) {
    HasMetadata there = seen.get(part);
    if (there != null) {
      cluster.apply(part, wanted, there);
      return there;
    }
    Optional<HasMetadata> created = cluster.create(part, wanted);
    if (created.isPresent()) {
      made.add(new Cluster.Found(part, created.get()));
      return created.get();
    }
    return cluster.get(part, ref).map(this::ours).orElseThrow(() -> beingRemoved(wanted));
  }

  /// Refuses to go on beside what belongs to somebody else, or is on its way out.
  private HasMetadata ours(HasMetadata object) {
    if (!Part.belongsTo(object, ref.instanceId())) {
      throw ProvisioningException.rejected(
          "name_conflict",
          Part.described(object)
              + " in namespace "
              + ref.namespace()
              + " exists and is not part of this instance");
    }
    if (Part.isGoing(object)) {
      throw beingRemoved(object);
    }
    return object;
  }

  private boolean isAlive(PersistentVolumeClaim claim) {
    return cluster
        .get(Part.CLAIM, ref)
        .filter(now -> now.getMetadata().getUid().equals(claim.getMetadata().getUid()))
        .filter(now -> !Part.isGoing(now))
        .isPresent();
  }

  private static ProvisioningException beingRemoved(HasMetadata object) {
    return ProvisioningException.failed(
        "being_removed", Part.described(object) + " is being removed");
  }
}
