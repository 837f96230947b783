package io.sagasuite.orchestrator.api;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/// Text without control characters, which no database or log would take unharmed.
@Target({
  ElementType.FIELD,
  ElementType.PARAMETER,
  ElementType.METHOD,
  ElementType.RECORD_COMPONENT
})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = PlainText.Check.class)
public @interface PlainText {

  /// What the caller reads.
  String message() default "must not contain control characters";

  /// Unused; demanded by the specification.
  Class<?>[] groups() default {};

  /// Unused; demanded by the specification.
  Class<? extends Payload>[] payload() default {};

  /// Looks at every character; lone surrogates count as control characters.
  final class Check implements ConstraintValidator<PlainText, String> {
    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
      return text == null || text.codePoints().allMatch(Check::isPlain);
    }

    private static boolean isPlain(int codePoint) {
      return !Character.isISOControl(codePoint)
          && Character.getType(codePoint) != Character.SURROGATE;
    }
  }
}
