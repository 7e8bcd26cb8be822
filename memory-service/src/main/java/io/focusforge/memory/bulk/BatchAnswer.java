package io.focusforge.memory.bulk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.UUID;

/** What has become of the operations, in their order. */
@RegisterForReflection
public record BatchAnswer(List<Item> items) {
    /** What became of one. */
    public enum Outcome {
        @JsonProperty("created")
        CREATED,
        @JsonProperty("updated")
        UPDATED,
        @JsonProperty("deleted")
        DELETED,
        /** There was no memory with this id when it was to be changed. */
        @JsonProperty("not_found")
        NOT_FOUND
    }

    /** @param revision of the memory, when it was created or updated */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(Outcome outcome, UUID id, Integer revision) {}
}
