package io.sagasuite.orchestrator.api;

import io.sagasuite.messaging.rest.Problem.FieldViolation;
import io.sagasuite.messaging.rest.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Refuses bad requests, with every field that is wrong, and never repeats what a field holds.
@ApplicationScoped
public class RequestValidation {

  private final Validator validator;

  RequestValidation(Validator validator) {
    this.validator = validator;
  }

  /// The request, which is a good one.
  ///
  /// @param what the request is to be, for people: "an order"
  public <T> T checked(@Nullable T request, String what) {
    if (request == null) {
      throw ProblemException.refused("body", "must be " + what);
    }
    Set<ConstraintViolation<T>> violations = validator.validate(request);
    if (!violations.isEmpty()) {
      throw ProblemException.refused(sorted(violations));
    }
    return request;
  }

  private static <T> List<FieldViolation> sorted(Set<ConstraintViolation<T>> violations) {
    return violations.stream()
        .map(one -> new FieldViolation(pathOf(one), one.getMessage()))
        .sorted(Comparator.comparing(FieldViolation::field))
        .toList();
  }

  /// An element of a list is named by its index alone.
  private static String pathOf(ConstraintViolation<?> violation) {
    return violation.getPropertyPath().toString().replace(".<list element>", "");
  }
}
