package io.sagasuite.provisioning.instance;

import java.time.Instant;
import java.util.List;

/// What is really there of an instance, whether or not anybody knows of it.
///
/// @param parts names of what was found
/// @param complete nothing that belongs to a whole instance is missing
/// @param since when the oldest part was made
public record FoundInstance(InstanceRef ref, List<String> parts, boolean complete, Instant since) {}
