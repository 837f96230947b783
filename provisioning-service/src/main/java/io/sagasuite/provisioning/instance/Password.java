package io.sagasuite.provisioning.instance;

/// An opened password. It hides itself wherever it is printed.
public record Password(String value) {

  @Override
  public String toString() {
    return "***";
  }
}
