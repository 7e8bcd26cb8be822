package io.focusforge.memory.learning;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.focusforge.memory.memories.MemoryView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.UUID;

/**
 * What became of what was said.
 *
 * @param degraded whether rules read it, because no model answered; left out where nothing was to be read
 * @param model what read it
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Learned(
        List<MemoryView> added, List<Merged> merged, List<MemoryView> superseded, Boolean degraded, String model) {
    /** A memory that took up another one, which is kept as evidence. */
    @RegisterForReflection
    public record Merged(UUID given, MemoryView into) {}
}
