package io.sagasuite.localstack.launcher;

/// That a stack has a tracing UI, and how many of its traces are kept.
///
/// @param ratio from 0 to 1
record Tracing(double ratio) {

  Tracing {
    if (!(ratio >= 0 && ratio <= 1)) {
      throw new IllegalArgumentException("a ratio is from 0 to 1, not " + ratio);
    }
  }
}
