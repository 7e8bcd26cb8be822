package io.focusforge.orchestrator.library;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.orchestrator.definition.Step;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A chain as the API shows it.
 *
 * @param version the one that is shown
 * @param activeVersion the one that is run when nobody says which
 * @param previousVersion the one that a roll-back leads to; absent when there is none
 * @param createdAt of the version; absent for what is built in
 * @param definition the file as JSON; absent in lists
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChainView(
        String name,
        int version,
        Origin origin,
        String description,
        int activeVersion,
        Integer previousVersion,
        int latestVersion,
        Instant createdAt,
        JsonNode inputSchema,
        JsonNode outputSchema,
        List<StepView> steps,
        JsonNode definition) {
    /** Where a chain comes from. */
    public enum Origin {
        BUILT_IN,
        UPLOADED;

        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The steps at the top. */
    public record StepView(String id, String type, Set<String> needs) {
        static StepView of(Step step) {
            return new StepView(step.id(), step.type(), step.common().needs());
        }
    }

    /** @param head null for what is built in */
    static ChainView of(Kept kept, Head head) {
        var definition = kept.definition();
        return new ChainView(
                kept.name(),
                kept.version(),
                kept.isBuiltIn() ? Origin.BUILT_IN : Origin.UPLOADED,
                definition.description(),
                head == null ? kept.version() : head.active(),
                head == null ? null : head.previous(),
                head == null ? kept.version() : head.latest(),
                kept.createdAt(),
                definition.input().source(),
                definition.output().source(),
                definition.block().steps().stream().map(StepView::of).toList(),
                definition.source());
    }

    ChainView brief() {
        return new ChainView(
                name,
                version,
                origin,
                description,
                activeVersion,
                previousVersion,
                latestVersion,
                createdAt,
                inputSchema,
                outputSchema,
                steps,
                null);
    }
}
