package io.sagasuite.orchestrator.order;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Currency;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A code that a standard lists.
@Target({
  ElementType.FIELD,
  ElementType.PARAMETER,
  ElementType.METHOD,
  ElementType.RECORD_COMPONENT
})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = IsoCode.Check.class)
public @interface IsoCode {

  /// Which standard.
  Kind value();

  /// What the caller reads.
  String message() default "must be a code of the standard";

  /// Unused; demanded by the specification.
  Class<?>[] groups() default {};

  /// Unused; demanded by the specification.
  Class<? extends Payload>[] payload() default {};

  /// The standards.
  enum Kind {
    CURRENCY("must be an ISO 4217 currency code such as EUR", currencies()),
    COUNTRY("must be an ISO 3166 country code such as DE", countries());

    private final String message;
    private final Set<String> codes;

    Kind(String message, Set<String> codes) {
      this.message = message;
      this.codes = codes;
    }

    private static Set<String> currencies() {
      return Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());
    }

    /// ZZ, which the standard leaves to its users, is the country nothing can be shipped to.
    private static Set<String> countries() {
      Set<String> codes = new HashSet<>(Set.of(Locale.getISOCountries()));
      codes.add("ZZ");
      return codes;
    }
  }

  /// Looks the code up; an absent one is another constraint's business.
  final class Check implements ConstraintValidator<IsoCode, String> {

    private Kind kind = Kind.CURRENCY;

    @Override
    public void initialize(IsoCode annotation) {
      kind = annotation.value();
    }

    @Override
    public boolean isValid(@Nullable String code, ConstraintValidatorContext context) {
      if (code == null || kind.codes.contains(code)) {
        return true;
      }
      context.disableDefaultConstraintViolation();
      context.buildConstraintViolationWithTemplate(kind.message).addConstraintViolation();
      return false;
    }
  }
}
