package io.focusforge.memory.feed;

import io.focusforge.common.event.CloudEvent;
import io.focusforge.common.event.TypePattern;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What is to be followed, and from where on. */
public record FeedQuery(
        @QueryParam("type")
        @Parameter(description = "types, or beginnings such as memory.* and document.*; several by commas")
        String type,

        @QueryParam("subject") @Parameter(description = "ids of memories and documents; several by commas")
        String subject,

        @QueryParam("cursor") @Parameter(description = "the same as Last-Event-ID, for clients that cannot send it")
        String cursor,

        @HeaderParam("Last-Event-ID") String lastEventId) {
    private static final int MOST = 20;
    private static final String MEMORIES = CloudEvent.TYPE_PREFIX + "memory.";
    private static final String DOCUMENTS = CloudEvent.TYPE_PREFIX + "document.";

    /** @throws ProblemException {@code forbidden}, for documents without the scope to read them */
    FeedFilter toFilter(Caller caller) {
        var named = parts("type", type).stream()
                .map(text -> TypePattern.parse("type", text))
                .toList();
        named.forEach(pattern -> require(caller, pattern));
        return new FeedFilter(
                caller.tenant(),
                caller.user(),
                named.isEmpty() ? all(caller) : named,
                parts("subject", subject).stream().map(FeedQuery::id).toList());
    }

    /** Null to begin now. What a client sends when it comes back counts more than what it began with. */
    String position() {
        return lastEventId == null || lastEventId.isEmpty() ? cursor : lastEventId;
    }

    private static List<TypePattern> all(Caller caller) {
        var memories = new TypePattern(MEMORIES + "*");
        return caller.may(Scopes.DOCUMENTS_READ)
                ? List.of(memories, new TypePattern(DOCUMENTS + "*"))
                : List.of(memories);
    }

    private static void require(Caller caller, TypePattern pattern) {
        var ofDocuments = pattern.name().startsWith(DOCUMENTS);
        if (!ofDocuments && !pattern.name().startsWith(MEMORIES)) {
            throw ProblemException.invalid(
                    "type", "must be of memories or documents, such as memory.created.v1 or document.*");
        }
        if (ofDocuments && !caller.may(Scopes.DOCUMENTS_READ)) {
            throw new ProblemException(ErrorCode.FORBIDDEN, "Changes of documents take the scope documents:read.");
        }
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
