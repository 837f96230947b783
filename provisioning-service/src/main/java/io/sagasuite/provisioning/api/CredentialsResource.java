package io.sagasuite.provisioning.api;

import io.sagasuite.messaging.rest.ProblemException;
import io.sagasuite.provisioning.instance.ConnectionStrings;
import io.sagasuite.provisioning.instance.Password;
import io.sagasuite.provisioning.sealing.PasswordSeal;
import io.sagasuite.provisioning.store.InstanceLookup;
import io.sagasuite.provisioning.store.StoredInstance;
import io.sagasuite.provisioning.store.StoredInstance.StoredEndpoint;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The one place where a password is shown, to who bears the token for it.
@Path("/instances/{instanceId}/credentials")
@Produces(MediaType.APPLICATION_JSON)
public class CredentialsResource {

  private final BearerToken token;
  private final InstanceLookup instances;
  private final PasswordSeal seal;

  CredentialsResource(BearerToken token, InstanceLookup instances, PasswordSeal seal) {
    this.token = token;
    this.instances = instances;
    this.seal = seal;
  }

  @GET
  @RunOnVirtualThread
  public Response get(
      @PathParam("instanceId") String instanceId,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
    token.check(authorization);
    UUID id = Parameters.instanceId(instanceId);
    StoredInstance instance = instances.find(id).orElseThrow(() -> Parameters.unknown(id));
    String sealed =
        instances
            .sealedPassword(id)
            .orElseThrow(() -> ProblemException.of(404, "the password is forgotten"));
    CacheControl never = new CacheControl();
    never.setNoStore(true);
    return Response.ok(Credentials.of(instance, seal.open(sealed, instance.ref().name())))
        .cacheControl(never)
        .build();
  }

  /// All that is needed to connect.
  public record Credentials(
      UUID instanceId,
      String name,
      String username,
      String password,
      String database,
      @Nullable String host,
      @Nullable Integer port,
      @Nullable String connectionString,
      @Nullable String dnsConnectionString) {

    static Credentials of(StoredInstance instance, Password password) {
      StoredEndpoint endpoint = instance.endpoint();
      return new Credentials(
          instance.ref().instanceId(),
          instance.ref().name(),
          ConnectionStrings.USER,
          password.value(),
          ConnectionStrings.DATABASE,
          endpoint == null ? null : endpoint.host(),
          endpoint == null ? null : endpoint.port(),
          endpoint == null
              ? null
              : ConnectionStrings.full(endpoint.host(), endpoint.port(), password),
          endpoint == null || endpoint.dnsName() == null
              ? null
              : ConnectionStrings.full(endpoint.dnsName(), endpoint.port(), password));
    }

    /// It hides itself wherever it is printed.
    @Override
    public String toString() {
      return "credentials of " + name;
    }
  }
}
