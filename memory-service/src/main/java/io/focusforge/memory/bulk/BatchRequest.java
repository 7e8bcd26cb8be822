package io.focusforge.memory.bulk;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Body of {@code POST /api/v1/memories:batch}. */
public record BatchRequest(
        @NotNull @Size(min = 1, max = MOST) List<@NotNull @Valid Operation> operations) {
    static final int MOST = 1_000;
}
