package io.focusforge.ai.provider;

import io.focusforge.ai.overload.ProviderPlaces;
import io.focusforge.ai.provider.UpstreamFailure.Kind;
import io.focusforge.ai.step.Step;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * How many calls a provider takes at once from this replica, and how many calls and tokens in a minute from all. What goes beyond is
 * refused, at once or after it has waited a moment for a place: the limit is the installation's, not the caller's. A call refused for one of
 * them does not count against the others.
 */
final class ProviderLimits {
    private static final Set<Kind> TURNED_AWAY = EnumSet.of(Kind.RATE_LIMITED, Kind.OVERLOADED, Kind.SLOW);
    private static final String STREAMED = " streamed";

    private final ProviderPlaces places;
    private final ProviderMinute minute;

    ProviderLimits(ProviderPlaces places, ProviderMinute minute) {
        this.places = places;
        this.minute = minute;
    }

    int outstanding() {
        return places.outstanding();
    }

    /** Every successful enter is followed by one leave. Fails as {@link UpstreamFailure} when there is no place, or no more in this minute. */
    Future<ProviderMinute.Taken> enter(ProviderRequest request) {
        return places.enter(request.urgency().who(), request.patience(), request.gone())
                .compose(retryAfter -> retryAfter.isPresent() ? busy(retryAfter.get()) : takeMinute(request));
    }

    private static Future<ProviderMinute.Taken> busy(Duration retryAfter) {
        return Future.failedFuture(new UpstreamFailure(Kind.BUSY, "no place at this provider", retryAfter));
    }

    private Future<ProviderMinute.Taken> takeMinute(ProviderRequest request) {
        return Step.of(() -> minute.take(request.estimatedTokens())).onFailure(refused -> places.leave());
    }

    /** @param took until its answer began */
    void answered(String model, boolean stream, Duration took) {
        places.answered(stream ? model + STREAMED : model, took);
    }

    void failed(UpstreamFailure failure) {
        if (TURNED_AWAY.contains(failure.kind())) {
            places.turnedAway();
        }
    }

    /** @param used tokens */
    void leave(ProviderMinute.Taken taken, long used) {
        places.leave();
        minute.used(taken, used);
    }
}
