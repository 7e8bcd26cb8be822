package io.focusforge.ai.overload;

import io.focusforge.common.http.RequestEnd;
import io.focusforge.common.identity.CachingPrincipalFactory;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.overload.Applicant;
import io.focusforge.common.overload.OwnPart;
import io.focusforge.common.overload.Priority;
import io.focusforge.common.overload.Turnstile;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.problem.ProblemWriter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Lets model calls into the process while they are still on the event loop, where it costs next to nothing to send one away. */
@Singleton
class ModelDoor {
    /** After keys are known, before bodies are read. */
    private static final int BEHIND = 9_600;
    /** After small bodies are read, which are at the sender's pace. */
    private static final int ORDER = 8_500;

    private static final String MODELS = "/v1/";
    private static final String APPLICANT = ModelDoor.class.getName();

    private final Turnstile turnstile;
    private final CachingPrincipalFactory tokens;
    private final ProblemWriter problems;

    ModelDoor(Turnstile turnstile, CachingPrincipalFactory tokens, ProblemWriter problems) {
        this.turnstile = turnstile;
        this.tokens = tokens;
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::approach, BEHIND);
        filters.register(this::pass, ORDER);
    }

    private void approach(RoutingContext routing) {
        if (!isCall(routing)) {
            routing.next();
            return;
        }
        var who = applicant(routing);
        routing.put(APPLICANT, who);
        turnstile.behind(who).ifPresentOrElse(refusal -> problems.refuse(routing, refusal), routing::next);
    }

    private void pass(RoutingContext routing) {
        if (!isCall(routing)) {
            routing.next();
            return;
        }
        var visit = new Visit(routing);
        RequestEnd.then(routing, visit::ended);
        turnstile.come(routing.get(APPLICANT), routing.vertx(), visit);
    }

    private static boolean isCall(RoutingContext routing) {
        var request = routing.request();
        return request.method() == HttpMethod.POST && request.path().startsWith(MODELS);
    }

    /** Only a token that was verified says whose turn it is. */
    private Applicant applicant(RoutingContext routing) {
        var wish = routing.request().getHeader(Priority.HEADER);
        return tokens.callerOf(routing)
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
