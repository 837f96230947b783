package io.sagasuite.localstack.launcher;

/// Why a stack does not start, in one line for the person who asked.
public final class StackException extends RuntimeException {

  public StackException(String message) {
    super(message);
  }
}
