package io.sagasuite.provisioning.instance;

import org.jspecify.annotations.Nullable;

/// Where an instance answers.
///
/// @param host an address or a name
/// @param externalIp its address from outside, if that is known
/// @param dnsName the name that belongs to its DNS label, if it has one
public record Endpoint(
    String host, int port, @Nullable String externalIp, @Nullable String dnsName) {}
