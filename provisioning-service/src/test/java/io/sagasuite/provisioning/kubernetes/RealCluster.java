package io.sagasuite.provisioning.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.sagasuite.localstack.process.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A real API server under the access rules of `deploy/kubernetes`, empty before and after.
final class RealCluster implements TestCluster {

  private static final Path DEPLOY = Path.of("../deploy/kubernetes");
  private static final List<String> NAMESPACES = List.of("toygres", "elsewhere");

  private final ApiServer server;

  RealCluster(ApiServer server) {
    this.server = server;
    try (KubernetesClient admin = adminClient()) {
      apply(admin, load(admin, "namespaces.yaml"));
      String elsewhere = NAMESPACES.getLast();
      HasMetadata namespace =
          new NamespaceBuilder().withNewMetadata().withName(elsewhere).endMetadata().build();
      apply(admin, List.of(namespace));
      List<HasMetadata> rules = load(admin, "provisioning-rbac.yaml");
      apply(admin, rules);
      rules.stream()
          .filter(RoleBinding.class::isInstance)
          .map(rule ->
              new RoleBindingBuilder((RoleBinding) rule)
                  .editMetadata()
                  .withNamespace(elsewhere)
                  .endMetadata()
                  .build())
          .forEach(binding -> apply(admin, List.of(binding)));
    }
  }

  private static List<HasMetadata> load(KubernetesClient client, String file) {
    try (var text = Files.newInputStream(DEPLOY.resolve(file))) {
      return client.load(text).items();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void apply(KubernetesClient admin, List<? extends HasMetadata> objects) {
    objects.forEach(object -> admin.resource(object).serverSideApply());
  }

  @Override
  public Config admin() {
    return server.admin();
  }

  @Override
  public Config provisioning() {
    return server.provisioning();
  }

  @Override
  public void close() {
    try (KubernetesClient admin = adminClient()) {
      admin.nodes().delete();
      if (!Await.until(() -> isEmptied(admin), Duration.ofSeconds(20))) {
        throw new IllegalStateException("still there: " + rest(admin));
      }
    }
  }

  private static boolean isEmptied(KubernetesClient admin) {
    List<HasMetadata> rest = rest(admin);
    rest.forEach(object -> remove(admin, object));
    return rest.isEmpty();
  }

  private static List<HasMetadata> rest(KubernetesClient admin) {
    List<HasMetadata> rest = new ArrayList<>();
    for (String namespace : NAMESPACES) {
      for (Part part : Part.values()) {
        rest.addAll(admin.resources(part.type()).inNamespace(namespace).list().getItems());
      }
    }
    return rest;
  }

  private static void remove(KubernetesClient admin, HasMetadata object) {
    try {
      admin
          .resource(object)
          .edit(now -> {
            now.getMetadata().setFinalizers(List.of());
            return now;
          });
      admin.resource(object).withGracePeriod(0).delete();
    } catch (KubernetesClientException e) {
      // It has gone or was changed meanwhile; the next look tells.
    }
  }
}
