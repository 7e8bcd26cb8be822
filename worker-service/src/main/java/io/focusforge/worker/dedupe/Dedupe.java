package io.focusforge.worker.dedupe;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.focusforge.worker.terms.SecondsOrIso;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Objects;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * The wish of a request to be one job with the others of its user and type that have the same key.
 *
 * @param ttl how long the key is held since the last request that made or changed the job; an hour if absent
 * @param mode what a request does to a job that is there already; absent: nothing
 */
public record Dedupe(
        @NotNull
        @Pattern(regexp = "\\P{Cntrl}{1,200}", message = "takes 1 to 200 characters, none of them a control character")
        String key,

        @JsonDeserialize(using = SecondsOrIso.class) @DurationMin(seconds = 1) @DurationMax(days = 7)
        Duration ttl,

        DedupeMode mode) {
    private static final Duration TTL = Duration.ofHours(1);

    public Dedupe {
        ttl = Objects.requireNonNullElse(ttl, TTL);
        mode = Objects.requireNonNullElse(mode, DedupeMode.REJECT);
    }
}
