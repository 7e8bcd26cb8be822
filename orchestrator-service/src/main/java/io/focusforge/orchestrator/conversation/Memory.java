package io.focusforge.orchestrator.conversation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.call.Service;
import io.focusforge.common.call.ServiceAnswer;
import io.focusforge.common.call.ServiceCall;
import io.focusforge.common.call.ServiceClient;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Conversations as memory-service keeps them. */
@ApplicationScoped
@RegisterForReflection(
        targets = {
            Said.class,
            Talk.class,
            Talk.Summary.class,
            Talk.Omitted.class,
            Memory.Page.class,
            Memory.Titled.class
        })
class Memory {
    private static final String PATH = "/api/v1/conversations/%s";
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final int NOT_FOUND = 404;

    private final ServiceClient client;
    private final AnswerConfig config;
    private final ObjectMapper json;

    Memory(ServiceClient client, AnswerConfig config, ObjectMapper json) {
        this.client = client;
        this.config = config;
        this.json = json;
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Page(List<Said> items) {}

    /** What a conversation is called, if anything. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Titled(String title) {}

    /** A conversation of the caller. */
    record Place(Caller caller, UUID conversation) {
        String path(String more) {
            return PATH.formatted(conversation) + more;
        }
    }

    CompletableFuture<Talk> context(Place place, int tokens) {
        return get(place, "/context?tokens=" + tokens, Talk.class, "conversation");
    }

    CompletableFuture<Said> message(Place place, UUID id) {
        return get(place, "/messages/" + id, Said.class, "message");
    }

    /** The newest first. */
    CompletableFuture<List<Said>> backFrom(Place place, int seq, int limit) {
        return get(place, "/messages?order=desc&from=%d&limit=%d".formatted(seq, limit), Page.class, "conversation")
                .thenApply(Page::items);
    }

    /** The oldest first. */
    CompletableFuture<List<Said>> from(Place place, int seq, int limit) {
        return get(place, "/messages?order=asc&from=%d&limit=%d".formatted(seq, limit), Page.class, "conversation")
                .thenApply(Page::items);
    }

    CompletableFuture<Titled> titled(Place place) {
        return get(place, "", Titled.class, "conversation");
    }

    /** Under a key once, however often it is asked. */
    CompletableFuture<Said> append(Place place, String key, JsonNode message) {
        return send(
                        call(HttpMethod.POST, place, "/messages", message)
                                .withHeaders(Map.of(IdempotencyKey.HEADER, key)),
                        "conversation")
                .thenApply(answer -> read(answer, Said.class));
    }

    CompletableFuture<ServiceAnswer> sumUp(Place place, String text, int upTo) {
        var body = json.createObjectNode().put("text", text).put("upTo", upTo);
        return send(call(HttpMethod.PUT, place, "/summary", body), "conversation");
    }

    CompletableFuture<ServiceAnswer> rename(Place place, String title) {
        return send(
                call(HttpMethod.PUT, place, "/title", json.createObjectNode().put("title", title)), "conversation");
    }

    /** What a future of these methods comes to, or the problem that it failed with. */
    static <T> T now(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof ProblemException problem ? problem : away();
        }
    }

    private <T> CompletableFuture<T> get(Place place, String path, Class<T> type, String what) {
        return send(call(HttpMethod.GET, place, path, null), what).thenApply(answer -> read(answer, type));
    }

    private ServiceCall call(HttpMethod method, Place place, String path, JsonNode body) {
        var bytes = body == null ? null : Buffer.buffer(body.toString());
        return new ServiceCall(
                method, Service.MEMORY, place.path(path), place.caller(), bytes, Map.of(), config.memoryTimeout());
    }

    private CompletableFuture<ServiceAnswer> send(ServiceCall call, String what) {
        return client.send(call).thenApply(answer -> checked(answer, what));
    }

    private static ServiceAnswer checked(ServiceAnswer answer, String what) {
        if (answer.isSuccess()) {
            return answer;
        }
        if (answer.status() == NOT_FOUND) {
            throw ProblemException.notFound(what);
        }
        if (answer.status() < 500) {
            throw new ProblemException(
                    answer.status() == 409 ? ErrorCode.CONFLICT : ErrorCode.INVALID_REQUEST,
                    answer.body().toJsonObject().getString("detail"));
        }
        throw away();
    }

    private static ProblemException away() {
        return new ProblemException(ErrorCode.UNAVAILABLE, "Conversations cannot be read right now; try again.")
                .retryAfter(SOON);
    }

    private <T> T read(ServiceAnswer answer, Class<T> type) {
        try {
            return json.readValue(answer.body().getBytes(), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
