package io.focusforge.worker.schedule;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.worker.intake.CreateJob;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A schedule in an answer. Secrets in the payload are hidden; in a list the payload and the last fires are left out.
 *
 * @param every in ISO 8601
 * @param job as it was asked for
 * @param nextAt absent while it is paused
 * @param fired how often it has made a job
 * @param waiting fires that wait for the end of a job
 * @param skipped how many times did not fire because of the last job
 * @param missed how many times passed unseen and were left out
 * @param lastFires newest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScheduleView(
        UUID id,
        String name,
        String cron,
        String timeZone,
        String every,
        CatchUp catchUp,
        Overlap overlap,
        boolean paused,
        @Schema(implementation = CreateJob.class) JsonNode job,
        Instant nextAt,
        long fired,
        int waiting,
        long skipped,
        Instant lastSkippedAt,
        long missed,
        List<FireView> lastFires,
        Instant createdAt,
        Instant updatedAt) {}
