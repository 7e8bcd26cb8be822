package io.focusforge.ai.routing;

import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.provider.Providers;
import io.focusforge.ai.provider.UpstreamFailure;
import io.focusforge.ai.provider.UpstreamFailure.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Asks the targets of a route in rounds: in a round each is asked once, the next one at once after a failure that allows it; when all
 * have failed, those that may be asked again are, after a pause. Blocking: call it on a virtual thread.
 */
@ApplicationScoped
public class Dispatcher {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class);

    private final Providers providers;

    Dispatcher(Providers providers) {
        this.providers = providers;
    }

    private record Failed(ProviderModel target, UpstreamFailure failure) {}

    private record Repeat(Failed failed, Duration delay) {
        boolean isDueAfter(Duration pause) {
            return failed.failure().retryAfter().orElse(Duration.ZERO).compareTo(pause) <= 0;
        }
    }

    /** @throws UpstreamFailure the last one, when no target answered */
    public <T> T dispatch(Route route, Attempt<T> attempt) {
        var targets = route.targets();
        for (var round = 1; ; round++) {
            var failed = new ArrayList<Failed>();
            for (var target : targets) {
                try {
                    return attempt.at(target);
                } catch (UpstreamFailure failure) {
                    log(target, round, failure, attempt);
                    failed.add(new Failed(target, failure));
                    if (!attempt.mayFollow(failure)) {
                        throw failure;
                    }
                    if (!route.fallsBackOn(failure)) {
                        break;
                    }
                }
            }
            targets = nextRound(failed, round, attempt);
        }
    }

    /** The provider's words may be the caller's. Clients come and go, which is nothing to warn of. */
    private static void log(ProviderModel target, int round, UpstreamFailure failure, Attempt<?> attempt) {
        var level = failure.kind() == Kind.CLIENT_GONE ? Logger.Level.DEBUG : Logger.Level.WARN;
        var words = failure.said().isEmpty() || !attempt.mayBeQuoted() ? "" : ", " + failure.said();
        LOG.logf(
                level,
                "%s of %s, round %d: %s%s",
                target.model(),
                target.provider(),
                round,
                failure.getMessage(),
                words);
    }

    /** Waits until it may begin. */
    private List<ProviderModel> nextRound(List<Failed> failed, int round, Attempt<?> attempt) {
        var repeats = failed.stream()
                .flatMap(one -> repeat(one, round, attempt).stream())
                .toList();
        var pause = repeats.stream()
                .map(Repeat::delay)
                .min(Comparator.naturalOrder())
                .orElseThrow(() -> failed.getLast().failure());
        pause(pause, attempt.gone());
        return repeats.stream()
                .filter(repeat -> repeat.isDueAfter(pause))
                .map(repeat -> repeat.failed().target())
                .toList();
    }

    private Optional<Repeat> repeat(Failed failed, int round, Attempt<?> attempt) {
        var provider = Optional.ofNullable(providers.get(failed.target().provider()));
        return provider.flatMap(it -> it.retryDelay(round, failed.failure(), attempt.left(failed.target())))
                .map(delay -> new Repeat(failed, delay));
    }

    private static void pause(Duration delay, CompletableFuture<Void> gone) {
        try {
            gone.get(delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.debugf("Waited %s", delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UpstreamFailure(Kind.CLIENT_GONE, "interrupted");
        } catch (ExecutionException e) {
            throw new UpstreamFailure(Kind.CLIENT_GONE, "between two attempts");
        }
    }
}
