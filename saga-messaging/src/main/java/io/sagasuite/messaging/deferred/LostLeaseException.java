package io.sagasuite.messaging.deferred;

/// Somebody else carries the command out by now, and records its result.
public final class LostLeaseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LostLeaseException(Lease lease) {
    super("the lease is lost: " + lease.command().idempotencyKey() + " #" + lease.sends());
  }
}
