package io.sagasuite.provisioning.instance;

import java.util.UUID;

/// Which instance. Names are used again after an instance is gone; the id tells them apart, and
/// everything that belongs to an instance bears it.
public record InstanceRef(UUID instanceId, String name, String namespace) {}
