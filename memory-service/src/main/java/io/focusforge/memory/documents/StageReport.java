package io.focusforge.memory.documents;

import io.focusforge.memory.memories.PlainText;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** What a worker says of a version that it ingests. {@code reason} is there when it has failed, and only then. */
public record StageReport(
        @Min(1) int version,
        @NotNull DocumentState state,
        @Min(0) @Max(100) int percent,
        @Size(max = 1_000) @PlainText String reason) {
    @AssertTrue(message = "no worker cancels or queues")
    boolean isOfWorker() {
        return state != DocumentState.QUEUED && state != DocumentState.CANCELLED;
    }

    @AssertTrue(message = "a failure has a reason, nothing else has")
    boolean isReasonable() {
        return (state == DocumentState.FAILED) == (reason != null);
    }
}
