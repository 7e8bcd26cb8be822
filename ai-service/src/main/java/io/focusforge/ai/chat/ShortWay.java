package io.focusforge.ai.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.focusforge.ai.step.Step;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.CachingPrincipalFactory;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.json.BufferBytes;
import io.focusforge.common.trace.TraceContext;
import io.opentelemetry.api.trace.Span;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * Most chat completions, past the layers of REST: those whose caller's token was verified lately, whose body has been read and is not long, and
 * that have no {@code Idempotency-Key}. All others go on to {@link ChatResource}, which does the same with more around it, and so do failures, to be told
 * as all others are.
 */
@Singleton
class ShortWay {
    private static final Logger LOG = Logger.getLogger(ShortWay.class);
    private static final String PATH = "/v1/chat/completions";
    private static final String FAILURE = ShortWay.class.getName();
    /** Behind the reader of bodies, before whoever asks for credentials. */
    private static final int ORDER = 8_000;

    private final CachingPrincipalFactory tokens;
    private final ChatCalls calls;
    private final ChatPipeline pipeline;

    ShortWay(CachingPrincipalFactory tokens, ChatCalls calls, ChatPipeline pipeline) {
        this.tokens = tokens;
        this.calls = calls;
        this.pipeline = pipeline;
    }

    void register(@Observes Filters filters) {
        filters.register(this::enter, ORDER);
    }

    /** Throws what went wrong on the short way. */
    static void rethrow(RoutingContext http) {
        switch (http.<Throwable>get(FAILURE)) {
            case RuntimeException failure -> throw failure;
            case Error failure -> throw failure;
            case null, default -> {}
        }
    }

    private void enter(RoutingContext http) {
        var caller = isOrdinary(http) ? caller(http) : Optional.<Caller>empty();
        if (caller.isPresent()) {
            Vertx.currentContext().runOnContext(turn -> begin(http, caller.get()));
        } else {
            http.next();
        }
    }

    /** Behind what the event loop has to do already. How long that is, is the strain by which others are let in; so it must not be overtaken. */
    private void begin(RoutingContext http, Caller caller) {
        Step.of(() -> answer(http, caller)).onFailure(failure -> next(http, failure));
    }

    private static void next(RoutingContext http, Throwable failure) {
        if (http.response().closed()) {
            return;
        }
        if (http.response().headWritten()) {
            LOG.error("An answer broke off", failure);
            http.request().connection().close();
            return;
        }
        http.put(FAILURE, failure);
        http.next();
    }

    private static boolean isOrdinary(RoutingContext http) {
        var request = http.request();
        return PATH.equals(request.path())
                && request.method() == HttpMethod.POST
                && http.body() != null
                && http.body().buffer() != null
                && http.body().length() <= Step.LONG
                && request.getHeader(IdempotencyKey.HEADER) == null
                && takesJson(request.getHeader("accept"));
    }

    private static boolean takesJson(String accept) {
        return accept == null
                || accept.contains("*/*")
                || accept.contains("application/json")
                || accept.contains("text/event-stream");
    }

    private Optional<Caller> caller(RoutingContext http) {
        return tokens.callerOf(http).filter(caller -> caller.may(Scopes.MODELS_WRITE));
    }

    private Future<Void> answer(RoutingContext http, Caller caller) throws JsonProcessingException {
        var tenant = caller.tenant().toString();
        MDC.put(TraceContext.TENANT, tenant);
        Span.current().setAttribute(TraceContext.TENANT, tenant);
        return answer(calls.open(ChatRequest.parse(BufferBytes.of(http.body().buffer())), http, caller), http);
    }

    private Future<Void> answer(ChatCall call, RoutingContext http) {
        if (call.request().isStream()) {
            // most of a request's bytes, which an open stream would hold as long as it lasts
            http.addHeadersEndHandler(head -> http.request().headers().remove("authorization"));
            return pipeline.stream(call, new EventStream(http.response()));
        }
        var answer = new WholeBody();
        return pipeline.answer(call, answer).map(done -> write(http, answer.body()));
    }

    private static Void write(RoutingContext http, Buffer body) {
        var response = http.response();
        if (!response.closed()) {
            response.putHeader("content-type", "application/json").end(body);
        }
        return null;
    }
}
