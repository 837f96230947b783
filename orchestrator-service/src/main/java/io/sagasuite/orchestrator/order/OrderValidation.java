package io.sagasuite.orchestrator.order;

import io.sagasuite.orchestrator.api.Problem.FieldViolation;
import io.sagasuite.orchestrator.api.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Refuses bad orders, with every field that is wrong.
@ApplicationScoped
class OrderValidation {

  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");

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

  /// The idempotency key, which is a good one, or null.
  static @Nullable String checkedKey(@Nullable String key) {
    if (key != null && !KEY.matcher(key).matches()) {
      throw ProblemException.refused(
          "Idempotency-Key", "must be 1 to 128 visible ASCII characters");
    }
    return key;
  }
}
