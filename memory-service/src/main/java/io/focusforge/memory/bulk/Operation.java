package io.focusforge.memory.bulk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.memory.memories.NewMemory;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Locale;
import java.util.UUID;

/**
 * One change of a batch.
 *
 * @param id of the memory that is updated or deleted
 * @param memory what is remembered, or what the memory says from now on
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Operation(@NotNull Kind op, UUID id, @Valid NewMemory memory) {
    /** What an operation does. */
    public enum Kind {
        @JsonProperty("add")
        ADD(false, true),
        @JsonProperty("update")
        UPDATE(true, true),
        @JsonProperty("delete")
        DELETE(true, false);

        private final boolean hasId;
        private final boolean hasMemory;

        Kind(boolean hasId, boolean hasMemory) {
            this.hasId = hasId;
            this.hasMemory = hasMemory;
        }

        /** As it is sent. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param path of this operation in the body */
    void check(String path) {
        check(path + ".id", op.hasId, id);
        check(path + ".memory", op.hasMemory, memory);
    }

    private void check(String field, boolean expected, Object value) {
        if (expected != (value != null)) {
            throw ProblemException.invalid(
                    field, expected ? "is needed to " + op : "has no meaning when the operation is to " + op);
        }
    }
}
