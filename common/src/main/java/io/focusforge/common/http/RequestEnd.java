package io.focusforge.common.http;

import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;

/**
 * Hears that a request is over, in whichever way: answered, broken off, or its client gone. Hears the connection's end besides that of
 * the response, whose handlers are replaced by those who read a body for a resource.
 */
public final class RequestEnd implements GenericFutureListener<Future<Void>> {
    private final Runnable action;
    private boolean over;

    private RequestEnd(Runnable action) {
        this.action = action;
    }

    /** Runs it once, on the event loop that the request came on. Call it there, before the request goes on. */
    public static void then(RoutingContext routing, Runnable action) {
        var end = new RequestEnd(action);
        var closed = ((ConnectionBase) routing.request().connection()).channel().closeFuture();
        closed.addListener(end);
        routing.addEndHandler(ended -> {
            closed.removeListener(end);
            end.over();
        });
    }

    @Override
    public void operationComplete(Future<Void> closed) {
        over();
    }

    private void over() {
        if (!over) {
            over = true;
            action.run();
        }
    }
}
