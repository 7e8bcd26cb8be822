package io.focusforge.memory.sources;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.common.call.Service;
import io.focusforge.common.call.ServiceAnswer;
import io.focusforge.common.call.ServiceCall;
import io.focusforge.common.call.ServiceClient;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.identity.Scopes;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/** Makes and removes the schedules of sources at the worker, in the name of their owner. Asked twice, it does it once. */
@ApplicationScoped
class Schedules {
    private static final Logger LOG = Logger.getLogger(Schedules.class);
    private static final String PATH = "/api/v1/schedules";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Set<String> SCOPES = Set.of(Scopes.JOBS_READ, Scopes.JOBS_WRITE, Scopes.DOCUMENTS_WRITE);
    private static final Set<Integer> FINAL = Set.of(400, 409, 413, 422);
    private static final int GONE = 404;

    /** What came of it. */
    sealed interface Outcome {
        record Made(UUID schedule) implements Outcome {}

        record None() implements Outcome {}

        /** The worker does not take it; the reason can be shown. */
        record Refused(String field, String reason) implements Outcome {}

        /** It is to be tried again. */
        record Away() implements Outcome {}
    }

    private final ServiceClient client;
    private final ObjectMapper json;

    Schedules(ServiceClient client, ObjectMapper json) {
        this.client = client;
        this.json = json;
    }

    Outcome make(Source source) {
        var body = Buffer.buffer(request(source).toString());
        var key = "source:" + source.key().id() + ":" + source.schedule().revision();
        var call = ServiceCall.post(Service.WORKER, PATH, owner(source), body, TIMEOUT)
                .withHeaders(Map.of(IdempotencyKey.HEADER, key));
        return send(call).map(Schedules::made).orElseGet(Outcome.Away::new);
    }

    Outcome remove(Source source) {
        var path = PATH + "/" + source.schedule().id();
        var call = new ServiceCall(HttpMethod.DELETE, Service.WORKER, path, owner(source), null, Map.of(), TIMEOUT);
        return send(call)
                .filter(answer -> answer.isSuccess() || answer.status() == GONE)
                .<Outcome>map(gone -> new Outcome.None())
                .orElseGet(Outcome.Away::new);
    }

    private static Outcome made(ServiceAnswer answer) {
        if (answer.isSuccess()) {
            return new Outcome.Made(UUID.fromString(answer.body().toJsonObject().getString("id")));
        }
        return FINAL.contains(answer.status()) ? refused(answer.body().toJsonObject()) : new Outcome.Away();
    }

    private static Outcome refused(JsonObject problem) {
        var violations = problem.getJsonArray("violations");
        if (violations == null || violations.isEmpty()) {
            return new Outcome.Refused("schedule", problem.getString("detail"));
        }
        var first = violations.getJsonObject(0);
        return new Outcome.Refused("schedule." + first.getString("field"), first.getString("message"));
    }

    private Optional<ServiceAnswer> send(ServiceCall call) {
        try {
            return Optional.of(client.send(call).join());
        } catch (CompletionException e) {
            LOG.debugf("The worker cannot be asked: %s", e);
            return Optional.empty();
        }
    }

    private ObjectNode request(Source source) {
        var request = (ObjectNode) json.valueToTree(source.asked().schedule());
        request.put("name", name(source));
        request.putObject("job")
                .put("type", SyncJobs.TYPE)
                .putObject("payload")
                .put("sourceId", source.key().id().toString());
        return request;
    }

    private static String name(Source source) {
        var name = "Source: " + source.asked().name().replaceAll("\\p{Cntrl}", " ");
        return name.substring(0, Math.min(200, name.length()));
    }

    private static Caller owner(Source source) {
        return new Caller(source.key().tenant(), source.user(), SCOPES, null);
    }
}
