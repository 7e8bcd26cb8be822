package io.focusforge.ai.overload;

import io.focusforge.ai.step.Step;
import io.focusforge.common.overload.Admission;
import io.focusforge.common.overload.Applicant;
import io.focusforge.common.overload.Entry;
import io.focusforge.common.overload.Waiter;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The places at one provider, and those who wait for one. */
public final class ProviderPlaces {
    private static final Future<Optional<Duration>> ENTERED = Future.succeededFuture(Optional.empty());

    private final ProviderLimit limit;
    private final Admission admission;

    ProviderPlaces(ProviderLimit limit, int maxWaiting, Duration maxWait) {
        this.limit = limit;
        this.admission = new Admission(limit, maxWaiting, maxWait);
    }

    /**
     * Takes a place, if need be after a while; whoever has got one gives it back by {@link #leave}.
     *
     * @param atMost how long there is any use in waiting; zero for who can go elsewhere
     * @param gone fails when nobody wants it any more
     * @return when it is worth another try; empty for who has a place
     */
    public Future<Optional<Duration>> enter(Applicant who, Duration atMost, CompletableFuture<Void> gone) {
        return switch (atMost.isZero() ? admission.tryEnter(who) : admission.enter(who)) {
            case Entry.Admitted now -> ENTERED;
            case Entry.Shed(var retryAfter) -> Future.succeededFuture(Optional.of(retryAfter));
            case Entry.Waiting(var waiter) ->
                Step.first(min(atMost, admission.maxWait()), waiter.turn(), gone)
                        .map(over -> result(waiter, who));
        };
    }

    public void leave() {
        admission.leave();
    }

    /** How long the provider took to answer, a stream to its first byte. */
    public void answered(String kind, Duration took) {
        limit.answered(kind, took.toNanos());
    }

    /** The provider said that it has too much to do, or did not answer. */
    public void turnedAway() {
        limit.turnedAway();
    }

    /** Calls that are under way, or wait to be. */
    public int outstanding() {
        return admission.underWay() + admission.waiting();
    }

    Admission admission() {
        return admission;
    }

    private Optional<Duration> result(Waiter waiter, Applicant who) {
        return waiter.giveUp() ? Optional.of(admission.shed(who.priority()).retryAfter()) : Optional.empty();
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
