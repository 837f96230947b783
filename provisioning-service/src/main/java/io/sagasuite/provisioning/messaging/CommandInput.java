package io.sagasuite.provisioning.messaging;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.provisioning.instance.InstanceRef;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The input of a command, field by field.
record CommandInput(Map<String, Object> fields) {

  static CommandInput of(CommandMessage command) {
    return new CommandInput(command.input());
  }

  UUID instanceId() {
    try {
      return UUID.fromString(text("instanceId"));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("instanceId is not a UUID");
    }
  }

  InstanceRef ref() {
    return new InstanceRef(instanceId(), text("name"), text("namespace"));
  }

  String text(String name) {
    String value = optionalText(name);
    if (value == null) {
      throw new InvalidInputException(name + " is missing");
    }
    return value;
  }

  @Nullable String optionalText(String name) {
    Object value = fields.get(name);
    return value == null || value.toString().isBlank() ? null : value.toString();
  }

  long number(String name) {
    try {
      return Long.parseLong(text(name));
    } catch (NumberFormatException e) {
      throw new InvalidInputException(name + " is not a whole number");
    }
  }

  int small(String name) {
    try {
      return Math.toIntExact(number(name));
    } catch (ArithmeticException e) {
      throw new InvalidInputException(name + " is too large");
    }
  }

  boolean flag(String name) {
    return Boolean.parseBoolean(text(name));
  }
}
