package io.sagasuite.orchestrator.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sagasuite.messaging.rest.ProblemException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Reads from provisioning. Where an answer only adds to what the sagas tell, its absence is no
/// error; where it is the answer, its absence is a problem that says to try again.
@ApplicationScoped
class ProvisioningReads {

  private static final Logger LOGGER = Logger.getLogger(ProvisioningReads.class);
  private static final int RETRY_AFTER_SECONDS = 2;

  /// Keeps a request line below the 4 KiB that servers take.
  private static final int IDS_MAX = 80;

  private final ProvisioningClient client;
  private final ObjectMapper json;

  ProvisioningReads(@RestClient ProvisioningClient client, ObjectMapper json) {
    this.client = client;
    this.json = json;
  }

  /// What is known of these instances; nothing when provisioning is away.
  Uni<Map<UUID, ProvisionedInstance>> known(List<UUID> ids) {
    List<List<UUID>> parts = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += IDS_MAX) {
      parts.add(ids.subList(from, Math.min(from + IDS_MAX, ids.size())));
    }
    return Multi.createFrom()
        .iterable(parts)
        .onItem()
        .transformToUniAndMerge(client::list)
        .onItem()
        .transformToIterable(this::instances)
        .collect()
        .asMap(ProvisionedInstance::instanceId)
        .onFailure()
        .invoke(failure -> LOGGER.debugf("provisioning does not answer: %s", failure))
        .onFailure()
        .recoverWithItem(Map.<UUID, ProvisionedInstance>of());
  }

  private List<ProvisionedInstance> instances(JsonNode answer) {
    JsonNode all = answer.isArray() ? answer : answer.path("instances");
    List<ProvisionedInstance> instances = new ArrayList<>(all.size());
    all.forEach(one -> instances.add(json.convertValue(one, ProvisionedInstance.class)));
    return instances;
  }

  /// The connection with its password, if provisioning thinks the caller may see it.
  Uni<JsonNode> credentials(UUID instanceId, @Nullable String authorization) {
    return client.credentials(instanceId, authorization).onFailure().transform(this::problem);
  }

  /// The last lines of an instance's log.
  Uni<String> logs(UUID instanceId, int tailLines) {
    return client.logs(instanceId, tailLines).onFailure().transform(this::problem);
  }

  /// What has happened to an instance.
  Uni<JsonNode> events(UUID instanceId) {
    return client.events(instanceId).onFailure().transform(this::problem);
  }

  private Throwable problem(Throwable failure) {
    int status = failure instanceof WebApplicationException e ? e.getResponse().getStatus() : 0;
    return switch (status) {
      case 401 -> ProblemException.of(401, "say who you are: Authorization: Bearer and a token");
      case 403 -> ProblemException.of(403, "this token does not allow to see passwords");
      case 404 -> ProblemException.of(404, "provisioning has none of this instance");
      default -> {
        LOGGER.debugf("provisioning does not answer: %s", failure);
        yield ProblemException.overloaded(
            503, "provisioning does not answer; ask again", RETRY_AFTER_SECONDS);
      }
    };
  }
}
