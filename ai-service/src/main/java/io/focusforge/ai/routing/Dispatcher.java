package io.focusforge.ai.routing;

import io.focusforge.ai.provider.Providers;
import io.vertx.core.Future;
import jakarta.inject.Singleton;

/**
 * Asks the targets of a route in rounds: in a round each is asked once, the next one at once after a failure that allows it; when all
 * have failed, those that may be asked again are, after a pause.
 */
@Singleton
public class Dispatcher {
    private final Providers providers;

    Dispatcher(Providers providers) {
        this.providers = providers;
    }

    /** Fails with the last failure when no target answered. */
    public <T> Future<T> dispatch(Route route, Attempt<T> attempt) {
        return new Rounds<>(providers, route, attempt).begin();
    }
}
