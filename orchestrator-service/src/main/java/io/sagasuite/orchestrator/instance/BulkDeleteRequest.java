package io.sagasuite.orchestrator.instance;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/// The names of instances to delete.
public record BulkDeleteRequest(
    @NotEmpty @Size(max = InstanceRules.BULK_MAX)
        List<
                @NotNull @Pattern(regexp = InstanceRules.NAME, message = InstanceRules.NAME_MESSAGE)
                String>
            names) {}
