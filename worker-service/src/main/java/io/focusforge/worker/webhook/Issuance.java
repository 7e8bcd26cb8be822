package io.focusforge.worker.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.idempotency.Once;
import io.focusforge.common.idempotency.StoredAnswer;
import io.focusforge.common.identity.Caller;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Gives out secrets, at most once under an {@code Idempotency-Key}. A secret is in the first answer only, and not in what is remembered of it. */
@ApplicationScoped
class Issuance {
    private final Endpoints endpoints;
    private final Once once;
    private final ObjectMapper json;
    private final Clock clock;

    Issuance(Endpoints endpoints, Once once, ObjectMapper json, Clock clock) {
        this.endpoints = endpoints;
        this.once = once;
        this.json = json;
        this.clock = clock;
    }

    /** An owner's request, perhaps under a key. */
    record Request(Caller caller, Optional<IdempotencyKey> key) {}

    Once.Answer create(Request request, NewEndpoint body) {
        var endpoint = endpoints.draft(request.caller(), body.target());
        return issue(request, endpoint.id(), Response.Status.CREATED, connection -> {
            endpoints.add(connection, request.caller(), endpoint);
            return endpoint;
        });
    }

    Once.Answer rotate(Request request, UUID id) {
        return issue(request, id, Response.Status.OK, connection -> endpoints.rotate(connection, request.caller(), id));
    }

    private Once.Answer issue(
            Request request, UUID id, Response.Status status, Function<SqlConnection, Endpoint> change) {
        var issued = new AtomicReference<Endpoint>();
        var answer = once.run(request.caller(), request.key(), id, connection -> {
            issued.set(change.apply(connection));
            return answer(status, EndpointView.of(issued.get(), clock.instant()));
        });
        return answer.again()
                ? answer
                : new Once.Answer(answer(status, EndpointView.withSecret(issued.get(), clock.instant())), false);
    }

    private StoredAnswer answer(Response.Status status, EndpointView view) {
        try {
            return new StoredAnswer(
                    status.getStatusCode(), WebhookResource.PATH + "/" + view.id(), json.writeValueAsString(view));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
