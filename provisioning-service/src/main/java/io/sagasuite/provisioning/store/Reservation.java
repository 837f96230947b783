package io.sagasuite.provisioning.store;

import io.sagasuite.provisioning.instance.InstanceSpec;
import org.jspecify.annotations.Nullable;

/// What is asked for when an instance is reserved.
public record Reservation(InstanceSpec spec, @Nullable String owner, String sealedPassword) {}
