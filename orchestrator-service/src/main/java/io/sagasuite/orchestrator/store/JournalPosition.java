package io.sagasuite.orchestrator.store;

import java.util.UUID;

/// A journal row's place in the order of commits: by transaction, then saga, then version.
public record JournalPosition(long txid, UUID sagaId, long version)
    implements Comparable<JournalPosition> {

  /// Before every row.
  public static final JournalPosition START = new JournalPosition(0, new UUID(0, 0), 0);

  /// The position that [#toString] gave.
  public static JournalPosition parse(String text) {
    String[] parts = text.split(":", 3);
    return new JournalPosition(
        Long.parseLong(parts[0]), UUID.fromString(parts[1]), Long.parseLong(parts[2]));
  }

  @Override
  public int compareTo(JournalPosition other) {
    int byTransaction = Long.compare(txid, other.txid);
    if (byTransaction != 0) {
      return byTransaction;
    }
    int bySaga = compareIds(sagaId, other.sagaId);
    return bySaga != 0 ? bySaga : Long.compare(version, other.version);
  }

  /// As the database compares them: byte by byte, unsigned.
  private static int compareIds(UUID one, UUID other) {
    int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
  }

  @Override
  public String toString() {
    return txid + ":" + sagaId + ":" + version;
  }
}
