package io.sagasuite.http.api;

import io.sagasuite.http.store.CallReads;
import io.sagasuite.http.store.CallView;
import io.sagasuite.messaging.rest.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What was called on behalf of a saga, and what came of it.
@Path("/calls")
@Produces(MediaType.APPLICATION_JSON)
public class CallResource {

  private final CallReads reads;

  CallResource(CallReads reads) {
    this.reads = reads;
  }

  @GET
  public Uni<List<CallView>> list(@QueryParam("sagaId") @Nullable String sagaId) {
    return reads.ofSaga(id(sagaId));
  }

  private static UUID id(@Nullable String sagaId) {
    if (sagaId == null || sagaId.isBlank()) {
      throw ProblemException.refused("sagaId", "is missing");
    }
    try {
      return UUID.fromString(sagaId);
    } catch (IllegalArgumentException _) {
      throw ProblemException.refused("sagaId", "is not a UUID");
    }
  }
}
