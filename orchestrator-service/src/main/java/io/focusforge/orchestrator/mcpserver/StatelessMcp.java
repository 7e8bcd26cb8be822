package io.focusforge.orchestrator.mcpserver;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.problem.ProblemWriter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Keeps sessions out: no id of one is given or looked at, so that each call stands for itself and any replica answers it. There are no messages
 * of the server's own, hence no stream to open, and no session to end. A request is one message: a batch would be many calls that count as one.
 */
@ApplicationScoped
class StatelessMcp {
    static final String PATH = "/api/v1/mcp";
    private static final String SESSION = "Mcp-Session-Id";
    private static final int BEFORE_BODIES = 9_500;
    private static final int AFTER_BODIES = 8_500;

    private final ProblemWriter problems;

    StatelessMcp(ProblemWriter problems) {
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::enter, BEFORE_BODIES);
        filters.register(this::look, AFTER_BODIES);
    }

    private static boolean isHere(RoutingContext context) {
        var path = context.normalizedPath();
        return path.startsWith(PATH) && (path.length() == PATH.length() || path.charAt(PATH.length()) == '/');
    }

    private void enter(RoutingContext context) {
        if (!isHere(context)) {
            context.next();
        } else if (context.normalizedPath().length() > PATH.length()) {
            refuse(context, ErrorCode.ROUTE_NOT_FOUND, "MCP is spoken at " + PATH + ".");
        } else if (context.request().method() != HttpMethod.POST) {
            refuse(context, ErrorCode.METHOD_NOT_ALLOWED, "MCP takes POST here.");
        } else {
            context.request().headers().remove(SESSION);
            context.addHeadersEndHandler(sent -> context.response().headers().remove(SESSION));
            context.next();
        }
    }

    private void look(RoutingContext context) {
        // the gateway speaks HTTP/1; of HTTP/2 no body is read yet
        if (!isHere(context) || context.request().version() == HttpVersion.HTTP_2) {
            context.next();
            return;
        }
        var body = context.body() == null ? null : context.body().buffer();
        if (body == null) {
            refuse(context, ErrorCode.INVALID_REQUEST, "Send JSON of less than a megabyte, with its Content-Length.");
        } else if (!isObject(body)) {
            refuse(context, ErrorCode.INVALID_JSON, "Send one message, which is a JSON object.");
        } else {
            context.next();
        }
    }

    private static boolean isObject(Buffer body) {
        for (var place = 0; place < body.length(); place++) {
            if (!Character.isWhitespace(body.getByte(place))) {
                return body.getByte(place) == '{';
            }
        }
        return false;
    }

    private void refuse(RoutingContext context, ErrorCode code, String detail) {
        problems.refuse(context, new ProblemException(code, detail));
    }
}
