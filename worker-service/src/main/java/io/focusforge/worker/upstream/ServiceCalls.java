package io.focusforge.worker.upstream;

import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.TokenMinter;
import io.focusforge.common.trace.TraceContext;
import io.focusforge.worker.handler.JobContext;
import io.focusforge.worker.http.HttpCall;
import io.focusforge.worker.http.HttpCalls;
import io.focusforge.worker.http.HttpOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.util.HashMap;
import java.util.Optional;

/** Sends JSON to another service. */
@ApplicationScoped
public class ServiceCalls {
    private final HttpCalls http;
    private final ServicesConfig services;
    private final TokenMinter minter;
    private final Clock clock;

    ServiceCalls(HttpCalls http, ServicesConfig services, TokenMinter minter, Clock clock) {
        this.http = http;
        this.services = services;
        this.minter = minter;
        this.clock = clock;
    }

    /** What is sent: {@code idempotencyKey} makes it harmless to send it again. */
    public record Message(String path, String scope, byte[] body, Optional<String> idempotencyKey) {}

    public HttpOutcome post(String service, JobContext context, Message message) throws InterruptedException {
        var headers = new HashMap<String, String>();
        headers.put(HttpHeaders.AUTHORIZATION, minter.bearer(context.caller(message.scope())));
        headers.put(TraceContext.HEADER, context.traceparent());
        message.idempotencyKey().ifPresent(key -> headers.put(IdempotencyKey.HEADER, key));
        var uri = services.byName().get(service).url().resolve(message.path());
        return http.post(new HttpCall(uri, headers, message.body(), context.left(clock), Optional.empty()));
    }
}
