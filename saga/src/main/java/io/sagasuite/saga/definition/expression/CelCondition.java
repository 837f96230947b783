package io.sagasuite.saga.definition.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.sagasuite.saga.definition.Condition;
import io.sagasuite.saga.definition.Reference;
import io.sagasuite.saga.definition.Template;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A condition in the Common Expression Language: without side effects, without clock or chance,
/// and bounded in length and in what one evaluation may take. Compiled and type-checked once.
public final class CelCondition implements Condition {

  private final String text;
  private final CelRuntime.Program program;
  private final List<Reference> references;
  private final Set<String> steps;

  private CelCondition(String text, CelRuntime.Program program, List<Reference> references) {
    this.text = text;
    this.program = program;
    this.references = references;
    this.steps =
        references.stream()
            .map(Reference::step)
            .filter(Objects::nonNull)
            .collect(Collectors.toUnmodifiableSet());
  }

  /// The condition, or null after everything that is wrong with it was told.
  ///
  /// @param refuse told of each fault, with its position in the text
  public static @Nullable CelCondition compile(String text, Consumer<String> refuse) {
    String expression = unwrapped(text);
    if (expression.isEmpty() || expression.length() > CelEnvironment.CHARACTERS_MAX) {
      refuse.accept(
          "must be an expression of 1 to " + CelEnvironment.CHARACTERS_MAX + " characters");
      return null;
    }
    try {
      CelAbstractSyntaxTree ast = CelEnvironment.compile(expression);
      List<Reference> references = AskedFor.in(ast, refuse);
      CelCondition condition =
          new CelCondition(expression, CelEnvironment.program(ast), references);
      if (condition.isNeverTrue()) {
        refuse.accept("is always false, so the step never runs; take the step out");
      }
      return condition;
    } catch (CelValidationException e) {
      e.getErrors().forEach(issue -> refuse.accept(sentence(issue)));
    } catch (CelEvaluationException e) {
      refuse.accept("cannot be used: " + e.getMessage());
    }
    return null;
  }

  /// References elsewhere stand in `${}`, so a condition that does so too is understood.
  private static String unwrapped(String text) {
    String stripped = text.strip();
    return stripped.startsWith("${") && stripped.endsWith("}")
        ? stripped.substring(2, stripped.length() - 1).strip()
        : stripped;
  }

  private static String sentence(CelIssue issue) {
    String message = issue.getMessage().lines().findFirst().orElse("").strip();
    int line = issue.getSourceLocation().getLine();
    int column = issue.getSourceLocation().getColumn() + 1;
    String place = line > 1 ? "line " + line + ", column " + column : "column " + column;
    return "cannot be read at %s: %s".formatted(place, message);
  }

  /// True when the answer is false whatever the values are: nothing is told to the expression.
  private boolean isNeverTrue() {
    try {
      return Boolean.FALSE.equals(program.eval(_ -> Optional.empty()));
    } catch (CelEvaluationException e) {
      return false; // it depends on a value
    }
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public List<Reference> references() {
    return references;
  }

  @Override
  public boolean holds(Template.Scope scope) {
    Object answer;
    try {
      answer = program.eval(name -> find(name, scope));
    } catch (CelEvaluationException | RuntimeException e) {
      // whatever the library stumbles over, the step and not the orchestrator fails
      throw new ConditionFailedException(
          "'%s' cannot be decided: %s".formatted(text, e.getMessage()));
    }
    if (answer instanceof Boolean holds) {
      return holds;
    }
    throw new ConditionFailedException(
        "'%s' must come to true or false, not to %s".formatted(text, answer));
  }

  private Optional<Object> find(String name, Template.Scope scope) {
    return switch (name) {
      case "input" -> Optional.of(CelValues.of(scope.input()));
      case "env" -> Optional.of(CelValues.of(scope.env()));
      case "steps" -> Optional.of(CelValues.steps(steps, scope));
      case "sagaId" -> Optional.of(scope.sagaId());
      case "round" -> Optional.of((long) scope.round());
      default -> Optional.empty();
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
