package io.focusforge.ai.step;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** For who has a virtual thread of its own: the steps go on the event loop of its request, and it waits for the last. */
public final class Waiting {
    private Waiting() {}

    /** Throws what they fail with, as it is. Never to be called on an event loop. */
    public static <T> T forAll(Callable<Future<T>> steps) {
        if (Context.isOnEventLoopThread()) {
            throw new IllegalStateException("an event loop does not wait");
        }
        var end = new CompletableFuture<T>();
        begin(() -> Step.of(steps).onSuccess(end::complete).onFailure(end::completeExceptionally));
        try {
            return end.join();
        } catch (CompletionException e) {
            throw Waiting.<RuntimeException>asThrown(cause(e));
        }
    }

    /** As {@link #forAll}, of steps that are under way. */
    public static <T> T until(Future<T> end) {
        return forAll(() -> end);
    }

    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static void begin(Runnable steps) {
        var context = Vertx.currentContext();
        if (context == null) {
            steps.run();
        } else {
            context.runOnContext(now -> steps.run());
        }
    }

    /** Checked ones, too: whoever tells the client knows them, however deep they come from. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> RuntimeException asThrown(Throwable failure) throws E {
        throw (E) failure;
    }
}
