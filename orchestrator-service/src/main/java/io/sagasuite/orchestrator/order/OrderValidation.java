package io.sagasuite.orchestrator.order;

import io.sagasuite.orchestrator.api.Problem.FieldViolation;
import io.sagasuite.orchestrator.api.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Refuses bad orders, with every field that is wrong.
@ApplicationScoped
class OrderValidation {

  private final Validator validator;

  OrderValidation(Validator validator) {
    this.validator = validator;
  }

  /// The request, which is a good one.
  OrderRequest checked(@Nullable OrderRequest request) {
    if (request == null) {
      throw ProblemException.refused("body", "must be an order");
    }
    Set<ConstraintViolation<OrderRequest>> violations = validator.validate(request);
    if (!violations.isEmpty()) {
      throw ProblemException.refused(sorted(violations));
    }
    return request;
  }

  private static List<FieldViolation> sorted(Set<ConstraintViolation<OrderRequest>> violations) {
    return violations.stream()
        .map(one -> new FieldViolation(pathOf(one), one.getMessage()))
        .sorted(Comparator.comparing(FieldViolation::field))
        .toList();
  }

  /// An element of a list is named by its index alone.
  private static String pathOf(ConstraintViolation<OrderRequest> violation) {
    return violation.getPropertyPath().toString().replace(".<list element>", "");
  }
}
