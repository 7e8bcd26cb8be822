package io.focusforge.orchestrator.completion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.id.Ids;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.sse.Outlet;
import io.focusforge.orchestrator.grounding.Answering;
import io.focusforge.orchestrator.grounding.Tokens;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.stream.Collectors;

/** Answers completions. Each ends with its client. */
@ApplicationScoped
class Completions {
    private final Vertx vertx;
    private final Answering answering;
    private final Tokens tokens;
    private final ObjectMapper json;
    private final Clock clock;

    Completions(Vertx vertx, Answering answering, Tokens tokens, ObjectMapper json, Clock clock) {
        this.vertx = vertx;
        this.answering = answering;
        this.tokens = tokens;
        this.json = json;
        this.clock = clock;
    }

    CompletionRequest read(JsonNode body) {
        return CompletionRequest.of(body, tokens);
    }

    Completion begin(Caller who, CompletionRequest request, Outlet outlet, RoutingContext http) {
        var ready = answering.prepare(user(who), request.question(), request.past());
        var id = "chatcmpl-" + Ids.next();
        var bodies = new Bodies(json, id, clock.instant().getEpochSecond(), ready.sources());
        var completion = new Completion(bodies, request, outlet);
        var context = vertx.getOrCreateContext();
        context.runOnContext(here -> {
            var speech = answering.begin(context, ready, completion);
            http.addEndHandler(end -> {
                if (end.failed()) {
                    context.runOnContext(there -> speech.stop());
                }
            });
        });
        return completion;
    }

    /** Without what only a service may. */
    private static Caller user(Caller who) {
        var scopes = who.scopes().stream()
                .filter(scope -> !scope.equals(Scopes.INTERNAL))
                .collect(Collectors.toSet());
        return new Caller(who.tenant(), who.user(), scopes, who.plan(), who.key(), who.models(), who.uncounted());
    }
}
