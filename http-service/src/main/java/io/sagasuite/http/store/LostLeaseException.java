package io.sagasuite.http.store;

/// Somebody else makes the call by now, and records its result.
public final class LostLeaseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LostLeaseException(Lease lease) {
    super(lease.toString());
  }
}
