package io.focusforge.orchestrator.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.sse.Outlet;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What belongs to the beginning of an answer. */
@ApplicationScoped
class Opening {
    private final Story story;
    private final Running running;
    private final Leases leases;
    private final ObjectMapper json;

    Opening(Story story, Running running, Leases leases, ObjectMapper json) {
        this.story = story;
        this.running = running;
        this.leases = leases;
        this.json = json;
    }

    Instant lease() {
        return leases.from(leases.now());
    }

    /** Whether the answer is told as a stream is no part of what is asked. */
    Optional<IdempotencyKey> key(Asking.Request request, Ask ask, UUID asked) {
        var operation = "POST /api/v1/conversations/%s/answers %s".formatted(request.conversation(), asked);
        return IdempotencyKey.of(request.idempotencyKey(), operation, bytes(ask));
    }

    /** Says which answer it is, at once: who is cut off then knows where to go on. */
    void tell(Outlet outlet, Question question, RoutingContext http) {
        outlet.write(story.started(question.row().key()));
        if (question.ask().onDisconnect() == OnDisconnect.STOP) {
            http.addEndHandler(end -> {
                if (end.failed()) {
                    running.stop(question.row().key().id());
                }
            });
        }
    }

    private byte[] bytes(Ask ask) {
        try {
            return json.writeValueAsBytes(new Ask(
                    ask.content(),
                    ask.parent(),
                    ask.edits(),
                    ask.model(),
                    ask.collections(),
                    null,
                    ask.onDisconnect()));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
