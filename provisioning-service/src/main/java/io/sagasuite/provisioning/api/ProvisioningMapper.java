package io.sagasuite.provisioning.api;

import io.sagasuite.messaging.rest.ProblemException;
import io.sagasuite.provisioning.instance.ProvisioningException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Answers where the place that the instances run at does not do what was asked.
final class ProvisioningMapper {

  private static final int RETRY_AFTER_SECONDS = 5;

  @ServerExceptionMapper
  Response failed(ProvisioningException failure) {
    ProblemException problem =
        failure.kind() == ProvisioningException.Kind.REJECTED
            ? ProblemException.of(404, failure.reason())
            : ProblemException.overloaded(503, failure.reason(), RETRY_AFTER_SECONDS);
    return problem.toResponse();
  }
}
