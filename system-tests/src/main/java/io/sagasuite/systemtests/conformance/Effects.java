package io.sagasuite.systemtests.conformance;

import java.util.List;
import java.util.UUID;

/// What a participant has done and undone, as its own data tells it. A reply can claim anything.
@FunctionalInterface
public interface Effects {

  /// Every effect there is.
  List<Effect> all();

  /// One thing done, or undone.
  ///
  /// @param direction `execute` or `compensate`
  record Effect(UUID sagaId, String direction) {}
}
