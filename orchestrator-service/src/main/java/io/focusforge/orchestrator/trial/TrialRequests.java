package io.focusforge.orchestrator.trial;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What trials are asked for with. */
final class TrialRequests {
    private static final int MOST_INPUTS = 20;

    private TrialRequests() {}

    /**
     * A dry run.
     *
     * @param version the active one when left out
     * @param definition a file that is tried instead, before it is uploaded
     * @param results of steps, by name, that are taken instead of doing them
     */
    public record DryRun(
            @NotNull @Schema(implementation = Object.class) JsonNode input,

            @Min(1) Integer version,
            @Size(max = 262_144) String definition,

            @Size(max = 100) @Schema(implementation = Object.class)
            Map<String, @NotNull JsonNode> results) {}

    /** The outputs of two versions. */
    public record Diff(
            @NotNull @Min(1) Integer from,
            @NotNull @Min(1) Integer to,
            @NotNull @Size(min = 1, max = MOST_INPUTS) List<@NotNull JsonNode> inputs) {}

    /** Inputs that will be asked for. */
    public record Warm(
            @Min(1) Integer version,
            @NotNull @Size(min = 1, max = MOST_INPUTS) List<@NotNull JsonNode> inputs) {}
}
