package io.sagasuite.systemtests.deploy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Every resource fits its kind: Kubernetes' own kinds the typed model, with no field that the
/// model does not know; other kinds the schemas beside this test.
final class SchemaCheck implements Check {

  private static final Map<String, Class<?>> MODELS =
      Map.ofEntries(
          Map.entry("v1/Namespace", Namespace.class),
          Map.entry("v1/ConfigMap", ConfigMap.class),
          Map.entry("v1/Service", Service.class),
          Map.entry("v1/ServiceAccount", ServiceAccount.class),
          Map.entry("apps/v1/Deployment", Deployment.class),
          Map.entry("batch/v1/Job", Job.class),
          Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
          Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
          Map.entry("rbac.authorization.k8s.io/v1/ClusterRole", ClusterRole.class),
          Map.entry("rbac.authorization.k8s.io/v1/ClusterRoleBinding", ClusterRoleBinding.class),
          Map.entry("rbac.authorization.k8s.io/v1/Role", Role.class),
          Map.entry("rbac.authorization.k8s.io/v1/RoleBinding", RoleBinding.class));

  /// The typed models take any text where only these words mean something.
  private static final Map<String, Set<String>> WORDS =
      Map.of(
          "protocol", Set.of("TCP", "UDP"),
          "restartPolicy", Set.of("Always", "OnFailure", "Never"),
          "imagePullPolicy", Set.of("Always", "IfNotPresent", "Never"),
          "whenUnsatisfiable", Set.of("DoNotSchedule", "ScheduleAnyway"),
          "operator", Set.of("In", "NotIn", "Exists", "DoesNotExist"));

  private static final Set<String> AMOUNTS = Set.of("requests", "limits");

  private final ObjectMapper strict =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .setAnnotationIntrospector(new NothingUnknown());
  private final CustomSchemas custom = new CustomSchemas();

  @Override
  public List<String> faults(Manifests manifests) {
    return manifests.all().stream()
        .flatMap(manifest -> Stream.concat(misfits(manifest), wrongWords(manifest)))
        .toList();
  }

  private Stream<String> misfits(Manifest manifest) {
    String type = manifest.apiVersion() + "/" + manifest.kind();
    Class<?> model = MODELS.get(type);
    if (model == null) {
      return custom.faults(type, manifest);
    }
    try {
      strict.treeToValue(manifest.tree(), model);
      return Stream.empty();
    } catch (JsonProcessingException e) {
      return Stream.of(manifest + ": " + e.getOriginalMessage());
    }
  }

  private static Stream<String> wrongWords(Manifest manifest) {
    List<String> faults = new ArrayList<>();
    inspect(manifest, manifest.tree(), faults);
    return faults.stream();
  }

  private static void inspect(Manifest manifest, JsonNode tree, List<String> faults) {
    tree.properties()
        .forEach(field -> {
          Set<String> allowed = WORDS.get(field.getKey());
          JsonNode value = field.getValue();
          if (allowed != null && value.isTextual() && !allowed.contains(value.asText())) {
            faults.add("%s: %s cannot be %s".formatted(manifest, field.getKey(), value.asText()));
          }
          if (AMOUNTS.contains(field.getKey())) {
            value.forEach(amount -> requireAmount(manifest, amount.asText(), faults));
          }
        });
    tree.forEach(child -> inspect(manifest, child, faults));
  }

  private static void requireAmount(Manifest manifest, String amount, List<String> faults) {
    try {
      Quantity.getAmountInBytes(Quantity.parse(amount));
    } catch (IllegalArgumentException | ArithmeticException e) {
      faults.add(manifest + ": no amount: " + amount);
    }
  }

  /// The models keep fields that they do not know; here such a field is a mistake.
  private static final class NothingUnknown extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }

    @Override
    public JsonIgnoreProperties.Value findPropertyIgnoralByName(
        MapperConfig<?> config, Annotated annotated) {
      return annotated instanceof AnnotatedClass
          ? JsonIgnoreProperties.Value.empty()
          : super.findPropertyIgnoralByName(config, annotated);
    }
  }
}
