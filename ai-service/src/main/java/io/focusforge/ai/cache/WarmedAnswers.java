package io.focusforge.ai.cache;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** What became of answers that were to be in the cache, in the order of the entries. */
@RegisterForReflection
public record WarmedAnswers(List<Entry> entries) {
    /**
     * One of them.
     *
     * @param status {@code given}, {@code answered} by its model now or before, or {@code failed}
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Entry(String status, Failure error) {
        static final Entry GIVEN = new Entry("given", null);
        static final Entry ANSWERED = new Entry("answered", null);

        static Entry failed(String code, String message) {
            return new Entry("failed", new Failure(code, message));
        }
    }

    /** As of a chat completion. */
    @RegisterForReflection
    public record Failure(String code, String message) {}
}
