package io.focusforge.memory.chunks;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** A batch of a version's pieces. One that is already kept is left as it is. */
public record NewChunks(
        @NotNull @Min(1) Integer version,
        @NotNull @Size(min = 1, max = MOST) List<@NotNull @Valid NewChunk> chunks) {
    static final int MOST = 64;

    public NewChunks {
        chunks = chunks == null ? null : List.copyOf(chunks);
    }
}
