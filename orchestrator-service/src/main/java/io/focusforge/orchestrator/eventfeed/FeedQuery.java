package io.focusforge.orchestrator.eventfeed;

import io.focusforge.common.event.TypePattern;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.problem.ProblemException;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What is to be followed, and from where on. */
public record FeedQuery(
        @QueryParam("type") @Parameter(description = "types, or beginnings such as task.*; several by commas")
        String type,

        @QueryParam("subject") @Parameter(description = "ids of what the events are of; several by commas")
        String subject,

        @QueryParam("since") @Parameter(description = "from this instant on, rather than from now")
        String since,

        @QueryParam("cursor") @Parameter(description = "the same as Last-Event-ID, for clients that cannot send it")
        String cursor,

        @HeaderParam("Last-Event-ID") String lastEventId) {
    private static final int MOST = 20;

    FeedFilter toFilter(Caller caller) {
        return new FeedFilter(
                caller.tenant(),
                caller.user(),
                parts("type", type).stream()
                        .map(text -> TypePattern.parse("type", text))
                        .toList(),
                parts("subject", subject).stream().map(FeedQuery::id).toList());
    }

    private static List<String> parts(String field, String text) {
        var parts = text == null || text.isEmpty() ? List.<String>of() : Arrays.asList(text.split(",", -1));
        if (parts.size() > MOST) {
            throw ProblemException.invalid(field, "has at most %d parts".formatted(MOST));
        }
        return parts;
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("subject", "must be ids, with commas between them");
        }
    }
}
