package io.sagasuite.orchestrator.order;

import io.sagasuite.orchestrator.runtime.SagaStarter;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Refuses orders for which there is no room, before their bodies are read.
class OrderDoor {

  private final SagaStarter starter;

  OrderDoor(SagaStarter starter) {
    this.starter = starter;
  }

  @ServerRequestFilter
  void admit(ContainerRequestContext request) {
    if (request.getMethod().equals(HttpMethod.POST)
        && request.getUriInfo().getPath().equals("/orders")) {
      starter.requireRoom(OrderAcceptance.DEFINITION);
    }
  }
}
