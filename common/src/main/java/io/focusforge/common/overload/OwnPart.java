package io.focusforge.common.overload;

import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The part of a request that this process works on: from its turn until it is handed to somebody else (a service, a model), who has bounds of his
 * own. So a slow model does not look like a slow process.
 */
public final class OwnPart {
    private static final String KEY = OwnPart.class.getName();

    private final Turnstile turnstile;
    private final long start = System.nanoTime();
    private final AtomicBoolean over = new AtomicBoolean();

    OwnPart(Turnstile turnstile) {
        this.turnstile = turnstile;
    }

    /** So that whoever hands the request on can end it. */
    public void keepIn(RoutingContext request) {
        request.put(KEY, this);
    }

    /** Ends that of a request, if it has one. */
    public static void endOf(RoutingContext request) {
        if (request.get(KEY) instanceof OwnPart part) {
            part.end();
        }
    }

    /** Only the first call counts. */
    public void end() {
        if (over.compareAndSet(false, true)) {
            turnstile.ended(System.nanoTime() - start);
        }
    }
}
