package io.focusforge.worker.inference;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** The result of a job: the items in the order of the payload, and what they took together. */
@RegisterForReflection
record InferenceResult(List<Item> items, Totals totals) {
    /** Answered, or failed with an error. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(String id, String status, @JsonUnwrapped Answer answer, Error error) {}

    @RegisterForReflection
    record Error(String code, String message) {}

    /** @param costMicros of the answers whose cost is known, in millionths of a dollar; absent where none is */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Totals(
            int answered, int failed, long promptTokens, long completionTokens, long totalTokens, Long costMicros) {}
}
