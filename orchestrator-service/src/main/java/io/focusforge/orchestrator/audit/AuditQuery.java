package io.focusforge.orchestrator.audit;

import io.focusforge.common.event.TypePattern;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.event.FeedPosition;
import io.focusforge.orchestrator.eventfeed.FeedCursor;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What is asked for. */
public record AuditQuery(
        @QueryParam("actor") @Parameter(description = "the id of a user, or 'service' for what nobody asked for")
        String actor,

        @QueryParam("type") @Parameter(description = "a type of events, or a beginning such as task.*")
        String type,

        @QueryParam("subject") @Parameter(description = "the id of what it was done to")
        String subject,

        @QueryParam("from") @Parameter(description = "at this instant or later")
        String from,

        @QueryParam("to") @Parameter(description = "before this instant")
        String to,

        @QueryParam("limit") @Parameter(description = "1 to 200, 50 by default")
        String limit,

        @QueryParam("cursor") @Parameter(description = "nextCursor of the page before")
        String cursor) {
    private static final String SERVICE = "service";

    AuditFilter toFilter() {
        var byService = SERVICE.equals(actor);
        return new AuditFilter(
                byService ? null : id("actor", actor),
                byService,
                type == null ? List.of() : List.of(TypePattern.parse("type", type)),
                id("subject", subject),
                instant("from", from),
                instant("to", to));
    }

    /** @return null for the newest */
    FeedPosition before(AuditFilter filter) {
        return cursor == null ? null : FeedCursor.decode("cursor", cursor, filter.number());
    }

    private static UUID id(String field, String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(field, "must be an id");
        }
    }

    private static Instant instant(String field, String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw ProblemException.invalid(field, "must be an instant, such as 2026-11-05T17:00:00Z");
        }
    }
}
