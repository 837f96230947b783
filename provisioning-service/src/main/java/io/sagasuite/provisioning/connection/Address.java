package io.sagasuite.provisioning.connection;

/// Where to connect to.
public record Address(String host, int port) {}
