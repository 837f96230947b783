package io.sagasuite.provisioning.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;
import java.util.function.Function;

/// An API server to test against, without the controllers of a cluster: [PlayedCluster] plays them.
interface TestCluster extends AutoCloseable {

  /// For who may do everything.
  Config admin();

  /// For who may do what `deploy/kubernetes` grants to provisioning.
  Config provisioning();

  @Override
  void close();

  default KubernetesClient adminClient() {
    return new KubernetesClientBuilder().withConfig(admin()).build();
  }

  /// A client whose requests are shown to somebody, on the thread that makes them, before they
  /// leave; who sees them says where they go.
  default KubernetesClient provisioningClient(Function<HttpRequest, URI> route) {
    return routed(provisioning(), route);
  }

  static KubernetesClient routed(Config config, Function<HttpRequest, URI> route) {
    Interceptor interceptor =
        new Interceptor() {
          @Override
          public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
            URI there = route.apply(request);
            if (!there.equals(request.uri())) {
              builder.uri(there);
            }
          }
        };
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("route", interceptor))
        .build();
  }
}
