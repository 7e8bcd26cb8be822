package io.focusforge.ai.routing;

import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.provider.Providers;
import io.focusforge.ai.provider.UpstreamFailure;
import io.focusforge.ai.provider.UpstreamFailure.Kind;
import io.focusforge.ai.step.Step;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What becomes of one call at the targets of its route. What is waited for ends here, so that a stack does not grow with the attempts. */
final class Rounds<T> {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class);

    private final Providers providers;
    private final Route route;
    private final Attempt<T> attempt;
    private final Promise<T> answer = Step.promise();
    private final List<Failed> failed = new ArrayList<>();
    private Iterator<ProviderModel> targets;
    private int round = 1;

    Rounds(Providers providers, Route route, Attempt<T> attempt) {
        this.providers = providers;
        this.route = route;
        this.attempt = attempt;
        this.targets = route.targets().iterator();
    }

    private record Failed(ProviderModel target, UpstreamFailure failure) {}

    private record Repeat(Failed failed, Duration delay) {
        boolean isDueAfter(Duration pause) {
            return failed.failure().retryAfter().orElse(Duration.ZERO).compareTo(pause) <= 0;
        }
    }

    Future<T> begin() {
        ask();
        return answer.future();
    }

    private void ask() {
        var target = targets.next();
        Step.of(() -> attempt.at(target)).onSuccess(answer::complete).onFailure(failure -> fail(target, failure));
    }

    private void fail(ProviderModel target, Throwable failure) {
        if (failure instanceof UpstreamFailure upstream) {
            Step.of(attempt::mayBeQuoted)
                    .map(quoted -> log(target, upstream, quoted))
                    .compose(logged -> next(target, upstream))
                    .onSuccess(next -> ask())
                    .onFailure(answer::fail);
        } else {
            answer.fail(failure);
        }
    }

    /** Ends when the next target may be asked, and fails when there is none. */
    private Future<Void> next(ProviderModel target, UpstreamFailure failure) {
        failed.add(new Failed(target, failure));
        if (!attempt.mayFollow(failure)) {
            return Future.failedFuture(failure);
        }
        return route.fallsBackOn(failure) && targets.hasNext() ? Future.succeededFuture() : nextRound(failure);
    }

    private Future<Void> nextRound(UpstreamFailure last) {
        var repeats = failed.stream().flatMap(one -> repeat(one).stream()).toList();
        var pause = repeats.stream().map(Repeat::delay).min(Comparator.naturalOrder());
        if (pause.isEmpty()) {
            return Future.failedFuture(last);
        }
        targets = repeats.stream()
                .filter(repeat -> repeat.isDueAfter(pause.get()))
                .map(repeat -> repeat.failed().target())
                .iterator();
        failed.clear();
        round++;
        return pause(pause.get());
    }

    private Optional<Repeat> repeat(Failed one) {
        var provider = Optional.ofNullable(providers.get(one.target().provider()));
        return provider.flatMap(it -> it.retryDelay(round, one.failure(), attempt.left(one.target())))
                .map(delay -> new Repeat(one, delay));
    }

    private Future<Void> pause(Duration delay) {
        return Step.first(delay, attempt.gone())
                .compose(over -> attempt.gone().isDone()
                        ? Future.failedFuture(new UpstreamFailure(Kind.CLIENT_GONE, "between two attempts"))
                        : Future.succeededFuture());
    }

    /** The provider's words may be the caller's. Clients come and go, which is nothing to warn of. */
    private Void log(ProviderModel target, UpstreamFailure failure, boolean quoted) {
        var level = failure.kind() == Kind.CLIENT_GONE ? Logger.Level.DEBUG : Logger.Level.WARN;
        var words = failure.said().isEmpty() || !quoted ? "" : ", " + failure.said();
        LOG.logf(
                level,
                "%s of %s, round %d: %s%s",
                target.model(),
                target.provider(),
                round,
                failure.getMessage(),
                words);
        return null;
    }
}
