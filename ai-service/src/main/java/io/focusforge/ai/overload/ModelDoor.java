package io.focusforge.ai.overload;

import io.focusforge.common.identity.CachingPrincipalFactory;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.overload.Applicant;
import io.focusforge.common.overload.OwnPart;
import io.focusforge.common.overload.Priority;
import io.focusforge.common.overload.Turnstile;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.problem.ProblemWriter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Lets model calls into the process while they are still on the event loop, where it costs next to nothing to send one away. */
@ApplicationScoped
class ModelDoor {
    /** After small bodies are read, which are at the sender's pace. */
    private static final int ORDER = 8_500;

    private static final String MODELS = "/v1/";

    private final Turnstile turnstile;
    private final CachingPrincipalFactory tokens;
    private final ProblemWriter problems;

    ModelDoor(Turnstile turnstile, CachingPrincipalFactory tokens, ProblemWriter problems) {
        this.turnstile = turnstile;
        this.tokens = tokens;
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::pass, ORDER);
    }

    private void pass(RoutingContext routing) {
        var request = routing.request();
        if (request.method() != HttpMethod.POST || !request.path().startsWith(MODELS)) {
            routing.next();
            return;
        }
        var visit = new Visit(routing);
        routing.addEndHandler(ended -> visit.ended());
        turnstile.come(applicant(request), routing.vertx(), visit);
    }

    /** Only a token that was verified says whose turn it is. */
    private Applicant applicant(HttpServerRequest request) {
        var wish = request.getHeader(Priority.HEADER);
        return tokens.callerOf(request.getHeader(HttpHeaders.AUTHORIZATION))
                .map(known -> applicant(known, wish))
                .orElseGet(() -> new Applicant(Applicant.NOBODY, Priority.of(wish, false)));
    }

    private Applicant applicant(Caller caller, String wish) {
        return new Applicant(caller.tenant(), turnstile.priority(wish, caller.scopes(), caller.plan()));
    }

    private final class Visit implements Turnstile.Visitor {
        private final RoutingContext routing;
        private OwnPart part;

        Visit(RoutingContext routing) {
            this.routing = routing;
        }

        @Override
        public void admitted(OwnPart own) {
            part = own;
            own.keepIn(routing);
            if (!routing.request().isEnded() || routing.response().closed()) {
                own.end();
            }
            routing.next();
        }

        @Override
        public void refused(ProblemException refusal) {
            problems.refuse(routing, refusal);
        }

        void ended() {
            if (part != null) {
                part.end();
            }
            turnstile.gone();
        }
    }
}
