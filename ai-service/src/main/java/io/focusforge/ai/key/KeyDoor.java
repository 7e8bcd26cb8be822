package io.focusforge.ai.key;

import io.focusforge.ai.chat.ChatCalls;
import io.focusforge.ai.limit.Standings;
import io.focusforge.ai.step.Step;
import io.focusforge.common.apikey.Credential;
import io.focusforge.common.apikey.HashedKey;
import io.focusforge.common.apikey.KeyRefusal;
import io.focusforge.common.apikey.PresentedKey;
import io.focusforge.common.http.ClaimedHeader;
import io.focusforge.common.http.PublicPath;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.CachingPrincipalFactory;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.problem.ProblemWriter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import org.jboss.logging.Logger;

/** Takes API keys under {@code /v1}, on the event loop, and puts a token in their place. Whoever comes with a token of a service passes. */
@Singleton
class KeyDoor {
    private static final Logger LOG = Logger.getLogger(KeyDoor.class);
    /** After the trace and the drain, before the body is read. */
    private static final int ORDER = 9_700;

    private static final String MODELS = "/v1/";
    /** What reserves, or looks how limits stand, counts the request with that. */
    private static final Set<String> CALLS =
            Set.of("/v1/chat/completions", "/v1/completions", "/v1/embeddings", "/v1/responses");

    private final Keys keys;
    private final Standings standings;
    private final ProblemWriter problems;

    KeyDoor(Keys keys, Standings standings, ProblemWriter problems) {
        this.keys = keys;
        this.standings = standings;
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::pass, ORDER);
    }

    private void pass(RoutingContext http) {
        var request = http.request();
        if (!request.path().startsWith(MODELS) || Credential.isToken(request.headers())) {
            http.next();
        } else if (!PublicPath.isNormal(request.path())) {
            refuse(
                    http,
                    new ProblemException(
                            ErrorCode.ROUTE_NOT_FOUND,
                            "No endpoint has this path; send paths without '//', '..' or encoded slashes."));
        } else {
            check(http);
        }
    }

    private void check(RoutingContext http) {
        var credential = Credential.of(http.request().headers());
        var presented = credential.flatMap(PresentedKey::parse);
        if (presented.isPresent()) {
            find(http, presented.get().hashed());
        } else {
            refuse(http, (credential.isPresent() ? KeyRefusal.UNKNOWN : KeyRefusal.MISSING).problem());
        }
    }

    private void find(RoutingContext http, HashedKey key) {
        var known = keys.ring().known(key);
        if (known.isPresent()) {
            enter(http, known.get());
        } else {
            Step.here(keys.ring().find(key))
                    .onSuccess(found -> enter(http, found))
                    .onFailure(failure -> fail(http, failure));
        }
    }

    private void enter(RoutingContext http, Held.Answer answer) {
        switch (answer) {
            case Held.Answer.Refused(var refusal) -> refuse(http, refusal.problem());
            case Held.Answer.Taken taken -> {
                if (isCountedLater(http.request())) {
                    go(http, taken.uncounted());
                } else {
                    count(http, taken);
                }
            }
        }
    }

    private void count(RoutingContext http, Held.Answer.Taken taken) {
        standings
                .tell(taken.uncounted().caller(), null, ChatCalls.headers(http.response())::set)
                .onSuccess(counted -> go(http, taken.counted()))
                .onFailure(failure -> fail(http, failure));
    }

    /** What is answered once more under its key is not a call, and counts nevertheless. */
    private static boolean isCountedLater(HttpServerRequest request) {
        return request.method() == HttpMethod.POST
                && CALLS.contains(request.path())
                && request.getHeader(IdempotencyKey.HEADER) == null;
    }

    /** Nobody goes on for a client that has gone meanwhile. */
    private static void go(RoutingContext http, Held.Known who) {
        if (http.response().closed()) {
            return;
        }
        var headers = http.request().headers();
        ClaimedHeader.drop(headers);
        headers.remove(Credential.API_KEY).set(HttpHeaders.AUTHORIZATION, who.bearer());
        CachingPrincipalFactory.known(http, who.caller());
        http.next();
    }

    private void fail(RoutingContext http, Throwable failure) {
        if (failure instanceof ProblemException problem) {
            refuse(http, problem);
        } else {
            LOG.error("An API key could not be checked", failure);
            refuse(http, new ProblemException(ErrorCode.INTERNAL_ERROR, "The API key cannot be checked; try again."));
        }
    }

    private void refuse(RoutingContext http, ProblemException refusal) {
        problems.refuse(http, refusal);
    }
}
