package io.sagasuite.systemtests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The manifests fit their kinds and one another; each kind of mistake, planted, is found.
class ManifestsTest {

  private static final Path KUBERNETES = Modules.ROOT.resolve("deploy/kubernetes");
  private static final Map<String, Manifests> BUILT = new ConcurrentHashMap<>();
  private static final List<Check> CHECKS =
      List.of(
          new SchemaCheck(),
          new ServiceCheck(),
          new PodCheck(),
          new SecurityCheck(),
          new NetworkCheck(),
          new KafkaCheck(),
          new PostgresCheck());

  @ParameterizedTest
  @ValueSource(strings = {"base", "overlays/dev", "overlays/production"})
  void everythingFits(String overlay) {
    Manifests manifests = build(overlay);

    assertThat(manifests.all()).hasSizeGreaterThan(50);
    assertThat(faults(manifests)).isEmpty();
  }

  @ParameterizedTest(name = "{0} {1} {2} {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # a field, a word, an amount or a kind that does not exist
          Deployment | inventory | /spec/template/spec/containers/0/imagePulPolicy | Always | imagePulPolicy
          Deployment | inventory | /spec/template/spec/enableServiceLinks | perhaps | Deployment inventory
          Deployment | inventory | /spec/template/spec/containers/0/imagePullPolicy | Sometimes | Sometimes
          Deployment | inventory | /spec/template/spec/containers/0/resources/requests/memory | much | no amount
          Service | payment | /spec/selectors | {} | selectors
          Job | payment-migration | /spec/retries | 3 | retries
          NetworkPolicy | dns | /spec/policyType | [Egress] | policyType
          Deployment | inventory | /kind | Deploymant | nobody knows the kind
          Kafka | suite | /apiVersion | kafka.strimzi.io/v2 | nobody knows the kind
          Kafka | suite | /spec/zookeeper | { replicas: 3 } | zookeeper
          KafkaNodePool | nodes | /spec/roles | [leader] | roles
          KafkaTopic | saga.events | /spec/partition | 6 | partition
          Cluster | suite-postgres | /spec/instances | three | instances
          Database | payment | /spec/owners | payment | owners
          ScaledObject | payment | /spec/maxReplicas | 6 | maxReplicas
          ScaledObject | payment | /spec/triggers/0/metadata/lagThreshold | 500 | lagThreshold
          # what is referred to is not there
          Service | payment | /spec/selector | { app.kubernetes.io/name: pay } | no pod has
          Service | payment | /spec/ports/0/targetPort | web | no port
          Service | payment | /spec/ports/0/port | 8083 | does not listen at 8082
          Deployment | payment | /spec/template/metadata/labels | { app.kubernetes.io/name: pay } | do not have
          Deployment | payment | /spec/template/spec/containers/0/env/0/valueFrom/secretKeyRef/name | other | nobody makes the secret other
          Deployment | payment | /spec/template/spec/containers/0/env/0/valueFrom/secretKeyRef/key | user | has no [user]
          Deployment | payment | /spec/template/spec/containers/0/env/0/valueFrom/secretKeyRef/name | http-database | logs in with http-database
          Deployment | payment | /spec/template/spec/containers/0/envFrom/0/configMapRef/name | sweet | no ConfigMap sweet
          Deployment | payment | /spec/template/spec/serviceAccountName | pay | no ServiceAccount pay
          Deployment | payment | /spec/template/spec/containers/0/livenessProbe/httpGet/port | web | livenessProbe asks at no port
          Deployment | payment | /spec/template/spec/containers/0/volumeMounts/0/name | temp | of the volumes
          Deployment | orchestrator | /spec/template/spec/containers/0/env/2/value | http://provisioning:8085 | nobody answers
          Deployment | orchestrator | /spec/template/spec/volumes/0/secret/items/0/key | key.pem | has no [key.pem]
          Deployment | payment | /spec/template/spec/containers/0/env/0/name | SUITE_DB_USR | payment does not read SUITE_DB_USR
          ConfigMap | suite | /data/SUITE_DB_HOSTS | postgres | does not read SUITE_DB_HOSTS
          Job | payment-migration | /spec/template/spec/containers/0/image | saga-suite/http:0.1.0 | another image
          Job | payment-migration | /spec/template/spec/containers/0/env/3/value | "true" | does not migrate and end
          Job | payment-migration | /metadata/name | payment-migrations | not deployed and migrated
          ConfigMap | suite | /data/SUITE_DB_HOST | postgres | no Cluster answers
          ConfigMap | suite | /data/KAFKA_BOOTSTRAP_SERVERS | kafka:9092 | not where services look
          ConfigMap | suite | /data/QUARKUS_FLYWAY_MIGRATE_AT_START | "true" | services migrate
          PodDisruptionBudget | payment | /spec/selector/matchLabels | { app.kubernetes.io/name: pay } | no pod has
          NetworkPolicy | kafka | /spec/podSelector/matchLabels | { strimzi.io/cluster: other } | no pod has
          NetworkPolicy | orchestrator | /spec/ingress/0/ports/0/port | web | no port
          NetworkPolicy | deny-all | /spec/policyTypes | [Ingress] | no policy denies
          KafkaTopic | saga.events | /metadata/name | saga.event | no KafkaTopic saga.events
          KafkaTopic | saga.events | /metadata/labels | { strimzi.io/cluster: other } | belongs to no Kafka
          KafkaTopic | saga.events | /spec/replicas | 5 | more brokers
          Kafka | suite | /spec/kafka/config/group.min.session.timeout.ms | 6000 | refuses consumers
          Kafka | suite | /spec/kafka/config/message.max.bytes | 1000000 | smaller messages
          Kafka | suite | /spec/kafka/config/min.insync.replicas | 3 | no broker may be away
          Kafka | suite | /spec/kafka/config/offsets.topic.replication.factor | 5 | more than 3 brokers
          Database | payment | /spec/cluster/name | other | no such Cluster
          Database | payment | /spec/owner | paymaster | belongs to nobody
          Database | payment | /spec/name | payments | no database payment
          ScaledObject | payment | /spec/scaleTargetRef/name | pay | no Deployment pay
          ScaledObject | payment | /spec/triggers/0/metadata/topic | payments.commands | does not read
          ScaledObject | payment | /spec/triggers/0/metadata/consumerGroup | payments | does not read
          ScaledObject | payment | /spec/triggers/0/metadata/bootstrapServers | kafka:9092 | no broker of ours
          ScaledObject | payment | /spec/maxReplicaCount | 7 | more copies
          # what makes a pod less restricted than it can be
          Deployment | payment | /spec/template/spec/containers/0/securityContext/readOnlyRootFilesystem | false | not restricted
          Deployment | payment | /spec/template/spec/securityContext/runAsUser | 0 | not restricted
          Deployment | payment | /spec/template/spec/automountServiceAccountToken | true | mounts a token
          ServiceAccount | sagasuite-provisioning | /automountServiceAccountToken | false | mounts no token
          ClusterRoleBinding | sagasuite-provisioning | /roleRef/name | other | there is no ClusterRole other
          RoleBinding | sagasuite-instances | /subjects/0/name | other | there is no ServiceAccount other
          RoleBinding | sagasuite-instances | /subjects/0/namespace | other | there is no ServiceAccount
          ConfigMap | suite | /kind | Secret | holds what it holds openly
          """)
  void aPlantedMistakeIsFound(
      String kind, String name, String path, String value, String expected) {
    Manifests manifests = build("overlays/production");
    Patches.plant(manifests.get(kind, name), path, Yaml.tree(value));

    assertThat(faults(manifests)).anyMatch(fault -> fault.contains(expected));
  }

  @Test
  void aSecretInTheOpenIsFound() {
    Manifests manifests = build("base");
    Patches.edit(
        manifests.get("Deployment", "payment"),
        Yaml.tree(
            """
            - op: add
              path: /spec/template/spec/containers/0/env/-
              value: { name: GATEWAY_PASSWORD, value: secret }
            """));

    assertThat(faults(manifests)).anyMatch(fault -> fault.contains("stands there openly"));
  }

  /// A copy for each test, which may spoil it.
  private static Manifests build(String overlay) {
    return BUILT
        .computeIfAbsent(
            overlay,
            name ->
                Kustomization.build(
                    KUBERNETES.resolve(name),
                    KUBERNETES.resolve("namespaces.yaml"),
                    KUBERNETES.resolve("provisioning-rbac.yaml")))
        .copy();
  }

  private static List<String> faults(Manifests manifests) {
    return CHECKS.stream().flatMap(check -> faultsOf(check, manifests).stream()).toList();
  }

  /// A mistake may keep other checks from looking at all; that is a fault too.
  private static List<String> faultsOf(Check check, Manifests manifests) {
    try {
      return check.faults(manifests);
    } catch (AssertionError missing) {
      return List.of(String.valueOf(missing.getMessage()));
    }
  }
}
