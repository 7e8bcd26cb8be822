package io.focusforge.memory.documents;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.problem.ProblemWriter;
import io.focusforge.memory.bulk.ImportResource;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Only bodies that go to the disk, or are read line by line, as they come may be as large as an upload. All others end in memory, and are held to less. */
@ApplicationScoped
class UploadLimit {
    /** Behind the limit of the server, which is that of uploads. */
    private static final int ORDER = 1;

    private static final Set<String> STREAMED = Set.of(DocumentResource.PATH);

    private final ProblemWriter problems;
    private final long most;

    UploadLimit(
            ProblemWriter problems,
            @ConfigProperty(name = "focusforge.http.max-body-size", defaultValue = "2M") MemorySize most) {
        this.problems = problems;
        this.most = most.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::limit, ORDER);
    }

    private void limit(RoutingContext context) {
        if (isStreamed(context.request())) {
            context.next();
        } else if (length(context.request()) > most) {
            problems.refuse(
                    context,
                    new ProblemException(ErrorCode.PAYLOAD_TOO_LARGE, "The body may have %d bytes.".formatted(most)));
        } else {
            context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, most);
            context.next();
        }
    }

    private static boolean isStreamed(HttpServerRequest request) {
        if (request.path().equals(ImportResource.PATH)) {
            return true;
        }
        var type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null && type.startsWith("multipart/") && STREAMED.contains(request.path());
    }

    private static long length(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
