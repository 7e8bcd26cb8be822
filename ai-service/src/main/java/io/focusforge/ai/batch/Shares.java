package io.focusforge.ai.batch;

import io.focusforge.ai.provider.Providers;
import io.focusforge.ai.step.Step;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;

/**
 * Keeps one batch from running into the concurrency that a provider allows; that others take of it is another matter. Of one Vert.x
 * context.
 */
final class Shares {
    private final Providers providers;
    private final int otherwise;
    private final Map<String, Share> byProvider = new HashMap<>();

    /** @param otherwise the share of a provider that there is not */
    Shares(Providers providers, int otherwise) {
        this.providers = providers;
        this.otherwise = otherwise;
    }

    private static final class Share {
        private final Queue<Promise<Void>> waiting = new ArrayDeque<>();
        private int free;

        Share(int free) {
            this.free = free;
        }

        Future<Void> enter() {
            if (free > 0) {
                free--;
                return Future.succeededFuture();
            }
            Promise<Void> turn = Step.promise();
            waiting.add(turn);
            return turn.future();
        }

        void leave() {
            var next = waiting.poll();
            if (next == null) {
                free++;
            } else {
                next.complete();
            }
        }
    }

    /** Begins when there is room at the provider. */
    <T> Future<T> within(String provider, Callable<Future<T>> work) {
        var share = byProvider.computeIfAbsent(provider, this::share);
        return share.enter().compose(entered -> Step.of(work).onComplete(ended -> share.leave()));
    }

    private Share share(String provider) {
        var known = providers.get(provider);
        return new Share(known == null ? otherwise : known.config().maxConcurrency());
    }
}
