package io.focusforge.common.problem;

import io.focusforge.common.sse.Written;
import io.vertx.core.http.HttpClosedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Bodies that break off while a resource reads them: their client has gone, or was told already that it sends too much. Nobody is left to be answered,
 * and nothing is wrong here.
 */
public class BrokenBodies {
    private static final Logger LOG = Logger.getLogger(BrokenBodies.class);
    private static final String READER = "org.jboss.resteasy.reactive.server.vertx.VertxInputStream";

    private final ProblemMapper others;

    BrokenBodies(ProblemMapper others) {
        this.others = others;
    }

    @ServerExceptionMapper
    public Response broken(IOException e, RoutingContext http) {
        if (!isOfReading(e) || !(http.response().ended() || isOfItsEnd(e))) {
            return others.unexpected(e);
        }
        LOG.debugf("A body broke off: %s", e.getMessage());
        return Response.ok(Written.ALREADY).build();
    }

    private static boolean isOfReading(IOException e) {
        var trace = e.getStackTrace();
        return trace.length > 0 && trace[0].getClassName().startsWith(READER);
    }

    private static boolean isOfItsEnd(Throwable e) {
        return e != null
                && (e instanceof HttpClosedException
                        || e instanceof ClosedChannelException
                        || isOfItsEnd(e.getCause()));
    }
}
