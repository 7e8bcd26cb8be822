package io.focusforge.worker.inference;

import io.focusforge.common.identity.Caller;
import io.focusforge.worker.handler.CallerChecked;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * The payload of {@code ai.inference}.
 *
 * @param system said to the model before each prompt
 * @param maxTokens of one answer
 * @param concurrency prompts at once; no more than the installation allows
 */
@RegisterForReflection
record Batch(
        @NotBlank @Size(max = 200) String model,
        @Size(max = 32_000) String system,
        @NotEmpty @Size(max = Batch.MAX_ITEMS) List<@NotNull @Valid Item> items,
        @Min(1) @Max(8_192) Integer maxTokens,
        @DecimalMin("0") @DecimalMax("2") Double temperature,
        @Min(1) @Max(64) Integer concurrency)
        implements CallerChecked {
    static final int MAX_ITEMS = 100;
    private static final int MAX_TEXT = 262_144;
    private static final int MAX_ITEM_TEXT = 32_000;

    /** @param id the client's own name for it; given back with the answer */
    @RegisterForReflection
    record Item(
            @Size(min = 1, max = 100) String id,
            @NotBlank @Size(max = 32_000) String prompt) {}

    @Override
    public void requireAllowed(Caller caller) {
        caller.requireModel(model);
    }

    /** Characters of one answer that are kept: all of a job's together have to fit into its result. */
    int textLimit() {
        return Math.min(MAX_ITEM_TEXT, MAX_TEXT / items.size());
    }
}
