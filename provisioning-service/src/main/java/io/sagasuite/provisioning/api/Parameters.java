package io.sagasuite.provisioning.api;

import io.sagasuite.messaging.rest.ProblemException;
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
    } catch (IllegalArgumentException _) {
      throw ProblemException.of(404, "there is no instance '" + text + "'");
    }
  }

  static List<UUID> ids(List<String> texts) {
    if (texts.isEmpty() || texts.size() > IDS_MAX) {
      throw ProblemException.refused("id", "give 1 to " + IDS_MAX + ", as ?id=&id=");
    }
    try {
      return texts.stream().map(UUID::fromString).toList();
    } catch (IllegalArgumentException _) {
      throw ProblemException.refused("id", "is not a UUID");
    }
  }

  static int bounded(String name, int value, int max) {
    if (value < 1 || value > max) {
      throw ProblemException.refused(name, "must be from 1 to " + max);
    }
    return value;
  }

  static ProblemException unknown(UUID instanceId) {
    return ProblemException.of(404, "there is no instance '" + instanceId + "'");
  }
}
