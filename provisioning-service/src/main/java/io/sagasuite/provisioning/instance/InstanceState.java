package io.sagasuite.provisioning.instance;

import java.util.Locale;

/// How far an instance is, and the only ways on from there. Nothing comes back from `deleted`.
public enum InstanceState {
  CREATING,
  RUNNING,
  DELETING,
  DELETED,
  FAILED;

  /// Whether an instance in this state may get into that one.
  ///
  /// @param partsLeft whether something of it may still be there: only then is a failed instance
  ///   worth deleting
  public boolean mayBecome(InstanceState next, boolean partsLeft) {
    return switch (this) {
      case CREATING -> next == RUNNING || next == FAILED;
      case RUNNING -> next == DELETING || next == FAILED;
      case DELETING -> next == DELETED;
      case FAILED -> next == DELETING && partsLeft;
      case DELETED -> false;
    };
  }

  /// Whether its name is taken, and whatever is there of it must stay.
  public boolean isWanted() {
    return switch (this) {
      case CREATING, RUNNING, DELETING -> true;
      case DELETED, FAILED -> false;
    };
  }

  /// The word for it, on the wire and in rows.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The state of that word.
  public static InstanceState ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
