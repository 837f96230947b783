package io.sagasuite.provisioning.instance;

import org.jspecify.annotations.Nullable;

/// What an instance is to be.
///
/// @param postgresVersion the major version, or an exact one
/// @param useLoadBalancer reachable from outside of where it runs
/// @param dnsLabel the first part of a name under which it can be found, if it is to have one
public record InstanceSpec(
    InstanceRef ref,
    String postgresVersion,
    int storageSizeGb,
    boolean useLoadBalancer,
    @Nullable String dnsLabel) {}
