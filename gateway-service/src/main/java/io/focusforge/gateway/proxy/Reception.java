package io.focusforge.gateway.proxy;

import io.focusforge.common.overload.Applicant;
import io.focusforge.common.overload.Drain;
import io.focusforge.common.overload.OwnPart;
import io.focusforge.common.overload.Priority;
import io.focusforge.common.overload.Turnstile;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.gateway.apikey.ApiKey;
import io.focusforge.gateway.traffic.Traffic;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes a visit of a request, and lets it in when there is room. */
@ApplicationScoped
class Reception {
    /** What each visit works with. */
    record Tools(ErrorBodies errors, Traffic traffic, Drain drain, VisitSpans spans, ModelHeaders models) {}

    private final Tools tools;
    private final Turnstile turnstile;

    Reception(
            ErrorBodies errors,
            Traffic traffic,
            Turnstile turnstile,
            Drain drain,
            VisitSpans spans,
            ModelHeaders models) {
        this.tools = new Tools(errors, traffic, drain, spans, models);
        this.turnstile = turnstile;
    }

    Visit welcome(RoutingContext routing) {
        return new Visit(routing, tools);
    }

    /** Whether nobody is let in any more. */
    boolean isClosed() {
        return tools.drain().isClosed();
    }

    /** In its turn; the caller is known by now, and nothing else was done for it. */
    void letIn(Visit visit, ApiKey key, Runnable next) {
        var wish = visit.request().getHeader(Priority.HEADER);
        var who = new Applicant(key.tenantId(), turnstile.priority(wish, key.scopes(), null));
        var behind = turnstile.behind(who);
        if (behind.isPresent()) {
            visit.refuse(Refusal.of(behind.get()));
            return;
        }
        visit.whenOver(turnstile::gone);
        turnstile.come(who, visit.vertx(), new Turnstile.Visitor() {
            @Override
            public void admitted(OwnPart part) {
                visit.begin(part);
                next.run();
            }

            @Override
            public void refused(ProblemException refusal) {
                visit.refuse(Refusal.of(refusal));
            }
        });
    }
}
