package io.sagasuite.inventory.api;

import io.sagasuite.messaging.rest.Problem.FieldViolation;
import io.sagasuite.messaging.rest.ProblemException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Names the fields of a request that are not as they must be.
final class ViolationMapper {

  @ServerExceptionMapper
  Response invalid(ConstraintViolationException refused) {
    return ProblemException.refused(
            refused.getConstraintViolations().stream().map(ViolationMapper::violation).toList())
        .toResponse();
  }

  private static FieldViolation violation(ConstraintViolation<?> violation) {
    String path = violation.getPropertyPath().toString();
    return new FieldViolation(path.substring(path.lastIndexOf('.') + 1), violation.getMessage());
  }
}
