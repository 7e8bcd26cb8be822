package io.focusforge.ai.breaker;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The answer to a replica that wants to try a model which had failed. */
sealed interface Lease {
    record Granted() implements Lease {}

    /** Another replica is trying it. */
    record Taken() implements Lease {}

    /** It is not to be tried: another replica has found out meanwhile how it is. */
    record Decided(SharedState state) implements Lease {}

    /** Nobody can be asked. */
    record Alone() implements Lease {}

    static Lease await(Future<Lease> lease) {
        try {
            return lease.toCompletionStage().toCompletableFuture().get(2, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return new Alone();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Alone();
        }
    }
}
