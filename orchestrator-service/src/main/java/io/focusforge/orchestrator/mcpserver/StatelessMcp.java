package io.focusforge.orchestrator.mcpserver;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.problem.ProblemWriter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Keeps sessions out: no id of one is given or looked at, so that each call stands for itself and any replica answers it. There are no messages
 * of the server's own, hence no stream to open, and no session to end.
 */
@ApplicationScoped
class StatelessMcp {
    static final String PATH = "/api/v1/mcp";
    private static final String SESSION = "Mcp-Session-Id";
    /** Before bodies are read. */
    private static final int ORDER = 9_500;

    private final ProblemWriter problems;

    StatelessMcp(ProblemWriter problems) {
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::pass, ORDER);
    }

    private void pass(RoutingContext context) {
        var path = context.normalizedPath();
        if (!path.startsWith(PATH) || path.length() > PATH.length() && path.charAt(PATH.length()) != '/') {
            context.next();
        } else if (path.length() > PATH.length()) {
            problems.refuse(context, new ProblemException(ErrorCode.ROUTE_NOT_FOUND, "MCP is spoken at " + PATH + "."));
        } else if (context.request().method() != HttpMethod.POST) {
            problems.refuse(context, new ProblemException(ErrorCode.METHOD_NOT_ALLOWED, "MCP takes POST here."));
        } else {
            context.request().headers().remove(SESSION);
            context.addHeadersEndHandler(sent -> context.response().headers().remove(SESSION));
            context.next();
        }
    }
}
