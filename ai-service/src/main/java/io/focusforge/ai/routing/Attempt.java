package io.focusforge.ai.routing;

import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.provider.UpstreamFailure;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** What is asked of one target after the other, until one answers. */
public interface Attempt<T> {
    /** Fails as {@link UpstreamFailure} when the target does not answer. */
    Future<T> at(ProviderModel target);

    /** Whether another attempt can follow, after this failure, as far as the client is concerned. */
    boolean mayFollow(UpstreamFailure failure);

    /** What is left of the call's time at this target. */
    Duration left(ProviderModel target);

    /** Fails when the client goes away. */
    CompletableFuture<Void> gone();

    /** Whether the log may hold what the provider says, and so perhaps what it was asked. */
    default Future<Boolean> mayBeQuoted() {
        return Future.succeededFuture(false);
    }
}
