package io.sagasuite.provisioning.api;

import io.sagasuite.messaging.rest.ProblemException;
import io.sagasuite.provisioning.instance.InstanceProvisioner;
import io.sagasuite.provisioning.store.InstanceLookup;
import io.sagasuite.provisioning.store.StoredInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/// The log of an instance, as where it runs has it.
@Path("/instances/{instanceId}/logs")
public class LogResource {

  private static final int LINES_MAX = 10_000;

  private final InstanceLookup instances;
  private final Instance<InstanceProvisioner> provisioner;

  LogResource(InstanceLookup instances, Instance<InstanceProvisioner> provisioner) {
    this.instances = instances;
    this.provisioner = provisioner;
  }

  @GET
  @Produces(MediaType.TEXT_PLAIN)
  @RunOnVirtualThread
  public String tail(
      @PathParam("instanceId") String instanceId,
      @QueryParam("tailLines") @DefaultValue("200") int tailLines) {
    UUID id = Parameters.instanceId(instanceId);
    int lines = Parameters.bounded("tailLines", tailLines, LINES_MAX);
    StoredInstance instance = instances.find(id).orElseThrow(() -> Parameters.unknown(id));
    if (!instance.state().isWanted()) {
      throw ProblemException.of(404, "the instance is " + instance.state().word());
    }
    return provisioner.get().logs(instance.ref(), lines);
  }
}
