package io.sagasuite.provisioning.instance;

/// Whether an instance takes connections.
///
/// @param phase how far it is, in the words of where it runs
public record Readiness(boolean ready, String phase) {}
