package io.sagasuite.provisioning.kubernetes;

import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.LoadBalancerStatus;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceStatus;
import io.sagasuite.provisioning.instance.Endpoint;
import io.sagasuite.provisioning.instance.InstanceRef;
import io.sagasuite.provisioning.instance.InstanceSpec;
import io.sagasuite.provisioning.instance.ProvisioningException;
import io.sagasuite.provisioning.kubernetes.Calls.Asked;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Where an instance can be reached: inside the cluster by the name of its Service, from outside by
/// what the load balancer was given, be it an address or a name.
record Addresses(Cluster cluster) {

  /// The second is what clusters before 1.17 say.
  static final List<String> REGION_LABELS =
      List.of("topology.kubernetes.io/region", "failure-domain.beta.kubernetes.io/region");

  private static final Logger LOGGER = Logger.getLogger(Addresses.class);

  /// Nodes of one cluster are in one region; a few are enough to tell.
  private static final ListOptions A_FEW = new ListOptionsBuilder().withLimit(10L).build();

  Optional<Endpoint> await(InstanceSpec spec, Duration wait) {
    InstanceRef ref = spec.ref();
    if (!spec.useLoadBalancer()) {
      String host = Part.SERVICE.name(ref) + "." + ref.namespace() + ".svc.cluster.local";
      return Optional.of(new Endpoint(host, Manifests.PORT, null, null));
    }
    List<Service> services =
        new Waiting(cluster)
            .until(Part.SERVICE, Service.class, ref, wait, seen -> ingress(seen, ref).isPresent());
    return ingress(services, ref).map(ingress -> endpoint(spec, ingress));
  }

  private Endpoint endpoint(InstanceSpec spec, LoadBalancerIngress ingress) {
    String ip = emptyToNull(ingress.getIp());
    return ip == null
        ? new Endpoint(ingress.getHostname(), Manifests.PORT, null, null)
        : new Endpoint(ip, Manifests.PORT, ip, dnsName(spec));
  }

  private static Optional<LoadBalancerIngress> ingress(List<Service> services, InstanceRef ref) {
    return services.stream()
        .filter(service -> service.getMetadata().getName().equals(Part.SERVICE.name(ref)))
        .map(Service::getStatus)
        .filter(Objects::nonNull)
        .map(ServiceStatus::getLoadBalancer)
        .filter(Objects::nonNull)
        .map(LoadBalancerStatus::getIngress)
        .filter(Objects::nonNull)
        .flatMap(List<LoadBalancerIngress>::stream)
        .filter(i -> emptyToNull(i.getIp()) != null || emptyToNull(i.getHostname()) != null)
        .findFirst();
  }

  /// Only load balancers that answer by address know the label: those that answer by a name of
  /// their own belong to another cloud.
  private @Nullable String dnsName(InstanceSpec spec) {
    String label = emptyToNull(spec.dnsLabel());
    if (label == null) {
      return null;
    }
    Optional<String> region = region();
    if (region.isEmpty()) {
      LOGGER.warnf(
          "instance=%s dns-label=%s no node tells its region: no DNS name",
          spec.ref().instanceId(), label);
    }
    return region.map(name -> label + "." + name + ".cloudapp.azure.com").orElse(null);
  }

  private Optional<String> region() {
    try {
      List<Node> nodes =
          cluster
              .calls()
              .run(
                  new Asked("list", "nodes", ""),
                  () -> cluster.client().nodes().list(A_FEW).getItems());
      return REGION_LABELS.stream()
          .flatMap(label -> nodes.stream().flatMap(node -> region(node, label)))
          .findFirst();
    } catch (ProvisioningException e) {
      LOGGER.warnf("region unknown: %s", e.reason());
      return Optional.empty();
    }
  }

  private static Stream<String> region(Node node, String label) {
    return Stream.ofNullable(emptyToNull(Part.label(node, label)));
  }

  private static @Nullable String emptyToNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
