package io.focusforge.orchestrator.audit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.focusforge.orchestrator.event.FeedPosition;
import java.time.Instant;
import java.util.UUID;

/**
 * That something was done.
 *
 * @param type what
 * @param subject to what
 * @param version of the subject, after it
 * @param actor the user who did it; absent for what the service did on its own
 * @param apiKey with which key
 * @param owner whose the subject is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditEntry(
        UUID id,
        String type,
        UUID subject,
        int version,
        Instant time,
        UUID actor,
        UUID apiKey,
        UUID owner,
        String traceparent,
        @JsonIgnore FeedPosition position) {}
