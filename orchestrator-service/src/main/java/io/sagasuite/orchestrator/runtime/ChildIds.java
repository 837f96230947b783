package io.sagasuite.orchestrator.runtime;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/// Ids of child sagas: derived from the parent's id and the step, so that the same step always
/// means the same child, and with the parent's time in front, so that lists show both together.
///
/// Source: RFC 9562, section 5.8, UUIDs of version 8.
public final class ChildIds {

  private static final long TIME_MASK = 0xffffffffffff0000L;
  private static final long VERSION = 0x8000L;
  private static final long VARIANT = 0x8000000000000000L;

  private ChildIds() {}

  /// The id of the saga that carries out a step, named as its commands name it.
  public static UUID of(UUID parent, String step) {
    ByteBuffer hash = ByteBuffer.wrap(sha256(parent + ":" + step));
    long high = (parent.getMostSignificantBits() & TIME_MASK) | VERSION | (hash.getLong() >>> 52);
    return new UUID(high, VARIANT | (hash.getLong() >>> 2));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
