package io.sagasuite.provisioning.instance;

import java.util.Locale;

/// One difference between what is recorded and what is there.
///
/// @param message what differs, for people
public record Drift(Kind kind, InstanceRef ref, String message) {

  /// In which way they differ.
  public enum Kind {
    /// There, but wanted by no record.
    ORPHAN,
    /// Recorded as running, but nothing is there.
    MISSING,
    /// Recorded as running, but not all is there.
    INCOMPLETE;

    /// The word for it, on the wire and in rows.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
