package io.focusforge.common.overload;

import io.focusforge.common.problem.ProblemWriter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Refuses what comes when the replica is closed; the connection is closed behind it by Quarkus. */
@ApplicationScoped
class DrainRoute {
    /** After the trace, before the body is read. */
    private static final int ORDER = 9_800;

    private final Drain drain;
    private final ProblemWriter problems;

    DrainRoute(Drain drain, ProblemWriter problems) {
        this.drain = drain;
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::pass, ORDER);
    }

    private void pass(RoutingContext routing) {
        if (drain.isClosed()) {
            problems.refuse(routing, Drain.refusal());
        } else {
            routing.next();
        }
    }
}
