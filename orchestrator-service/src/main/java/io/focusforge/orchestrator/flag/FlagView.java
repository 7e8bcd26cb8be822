package io.focusforge.orchestrator.flag;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Map;

/**
 * A flag as the API shows it.
 *
 * @param answers of the models that a flag {@code model.…} names, by its variants, since it was changed; null for other flags, and in lists
 * @param rolledBack which variant was taken from its share, and why; null for none since somebody changed the flag
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FlagView(
        String key, @JsonUnwrapped Flag flag, Instant updatedAt, Map<String, Tally> answers, RolledBack rolledBack) {
    /** A variant that failed clearly more often than the default one. */
    @RegisterForReflection
    public record RolledBack(String variant, String reason, Instant at) {}

    static FlagView of(FlagStore.Kept kept) {
        return new FlagView(kept.key(), kept.flag(), kept.updatedAt(), null, null);
    }

    FlagView with(Map<String, Tally> counted, RolledBack back) {
        return new FlagView(key, flag, updatedAt, counted.isEmpty() ? null : counted, back);
    }
}
