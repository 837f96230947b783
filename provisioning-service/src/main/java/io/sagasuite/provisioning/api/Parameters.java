package io.sagasuite.provisioning.api;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.NotFoundException;
import java.util.List;
import java.util.UUID;

/// Parameters of requests, checked.
final class Parameters {

  private static final int IDS_MAX = 200;

  private Parameters() {}

  /// An id in a path: what is no id is not there.
  static UUID instanceId(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new NotFoundException("there is no instance '" + text + "'", e);
    }
  }

  static List<UUID> ids(List<String> texts) {
    if (texts.isEmpty() || texts.size() > IDS_MAX) {
      throw new BadRequestException("give 1 to " + IDS_MAX + " ids, as ?id=&id=");
    }
    try {
      return texts.stream().map(UUID::fromString).toList();
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("an id is not a UUID", e);
    }
  }

  static int bounded(String name, int value, int max) {
    if (value < 1 || value > max) {
      throw new BadRequestException(name + " must be from 1 to " + max);
    }
    return value;
  }

  static NotFoundException unknown(UUID instanceId) {
    return new NotFoundException("there is no instance '" + instanceId + "'");
  }
}
