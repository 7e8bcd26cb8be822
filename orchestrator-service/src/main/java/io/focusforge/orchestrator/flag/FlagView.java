package io.focusforge.orchestrator.flag;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/** A flag as the API shows it. */
@RegisterForReflection
public record FlagView(String key, @JsonUnwrapped Flag flag, Instant updatedAt) {
    static FlagView of(FlagStore.Kept kept) {
        return new FlagView(kept.key(), kept.flag(), kept.updatedAt());
    }
}
