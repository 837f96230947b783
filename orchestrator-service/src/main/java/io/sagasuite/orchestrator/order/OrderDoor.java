package io.sagasuite.orchestrator.order;

import io.sagasuite.orchestrator.runtime.Admission;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Refuses orders for which there is no room before their bodies are read, for refusing has to cost
/// little when there are many to refuse.
class OrderDoor {

  private final Admission admission;

  OrderDoor(Admission admission) {
    this.admission = admission;
  }

  @ServerRequestFilter
  void admit(ContainerRequestContext request) {
    if (request.getMethod().equals(HttpMethod.POST)
        && request.getUriInfo().getPath().equals("/orders")) {
      admission.admit(OrderAcceptance.DEFINITION);
    }
  }
}
