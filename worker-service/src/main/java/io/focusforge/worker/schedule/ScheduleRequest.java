package io.focusforge.worker.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.focusforge.worker.intake.CreateJob;
import io.focusforge.worker.terms.SecondsOrIso;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Body of {@code POST} and {@code PUT}. Either {@code cron} or {@code every}.
 *
 * @param cron five fields, or six with the second first
 * @param timeZone of the expression; absent: UTC
 * @param every whole seconds, or ISO 8601
 * @param catchUp absent: {@code one}
 * @param overlap absent: {@code queue} where all is caught up, else {@code skip}
 * @param job as for {@code POST /api/v1/jobs}, without times, {@code dedupe} and {@code payloadRef}
 */
public record ScheduleRequest(
        @Size(min = 1, max = 200) @Pattern(regexp = PRINTABLE)
        String name,

        @Size(max = 200) String cron,
        @Size(max = 100) String timeZone,
        @JsonDeserialize(using = SecondsOrIso.class) Duration every,
        CatchUp catchUp,
        Overlap overlap,
        @NotNull @Schema(implementation = CreateJob.class) JsonNode job) {
    static final String PRINTABLE = "[^\\p{Cntrl}]*";

    CatchUp catchUpOrDefault() {
        return catchUp == null ? CatchUp.ONE : catchUp;
    }

    Overlap overlapOrDefault() {
        if (overlap != null) {
            return overlap;
        }
        return catchUp == CatchUp.ALL ? Overlap.QUEUE : Overlap.SKIP;
    }
}
