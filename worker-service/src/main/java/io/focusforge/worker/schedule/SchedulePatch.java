package io.focusforge.worker.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.focusforge.worker.intake.CreateJob;
import io.focusforge.worker.terms.SecondsOrIso;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Body of {@code PATCH}: what is left out stays. {@code cron} takes the place of {@code every}, and the other way round; {@code job} is replaced
 * as a whole.
 */
public record SchedulePatch(
        @Size(min = 1, max = 200) @Pattern(regexp = ScheduleRequest.PRINTABLE)
        String name,

        @Size(max = 200) String cron,
        @Size(max = 100) String timeZone,
        @JsonDeserialize(using = SecondsOrIso.class) Duration every,
        CatchUp catchUp,
        Overlap overlap,
        @Schema(implementation = CreateJob.class) JsonNode job) {
    /** @param storedJob the job of the stored one, as JSON */
    ScheduleRequest on(Spec stored, JsonNode storedJob) {
        var when = stored.when();
        return new ScheduleRequest(
                name == null ? stored.name() : name,
                cron == null && every == null ? when.cron() : cron,
                timeZone == null && every == null ? when.zone() : timeZone,
                cron == null && every == null ? when.every() : every,
                catchUp == null ? stored.catchUp() : catchUp,
                overlap == null ? stored.overlap() : overlap,
                job == null ? storedJob : job);
    }
}
