package io.sagasuite.messaging.rest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import org.jspecify.annotations.Nullable;

/// A body that cannot be read: where and why, and nothing of what it says. Its own message goes
/// into spans and logs and names not even the place, which the caller may have made up; it bears
/// neither the parser's exception nor a stack trace.
public final class UnreadableBodyException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final String BODY = "body";

  private final String field;
  private final String problem;

  private UnreadableBodyException(String field, String problem) {
    super("the body cannot be read", null, false, false);
    this.field = field;
    this.problem = problem;
  }

  static UnreadableBodyException of(JsonProcessingException e) {
    if (e instanceof MismatchedInputException mismatch) {
      return new UnreadableBodyException(pathOf(mismatch), problemOf(mismatch));
    }
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return new UnreadableBodyException(pathOf(mapping), "is out of range");
    }
    return new UnreadableBodyException(BODY, "is not JSON" + placeOf(e.getLocation()));
  }

  /// Which field is wrong, such as `items[0].quantity`, or `body`. For the caller alone.
  public String field() {
    return field;
  }

  /// What is wrong with it.
  public String problem() {
    return problem;
  }

  private static String pathOf(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference part : e.getPath()) {
      if (part.getFieldName() == null) {
        path.append('[').append(part.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(part.getFieldName());
      }
    }
    return path.isEmpty() ? BODY : path.toString();
  }

  private static String problemOf(MismatchedInputException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return "is not known; known here: "
          + String.join(", ", unknown.getKnownPropertyIds().stream().map(String::valueOf).toList());
    }
    Class<?> wanted = e.getTargetType();
    return wanted == null ? "has the wrong type" : "must be " + wordFor(wanted);
  }

  private static String wordFor(Class<?> type) {
    if (type == String.class) {
      return "a string";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    }
    if (Number.class.isAssignableFrom(type) || type == int.class || type == long.class) {
      return "a whole number in range";
    }
    return Iterable.class.isAssignableFrom(type) ? "an array" : "an object";
  }

  private static String placeOf(@Nullable JsonLocation at) {
    return at == null ? "" : ": line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
  }
}
