package io.focusforge.ai.provider;

import io.focusforge.ai.overload.ProviderPlaces;
import io.focusforge.ai.provider.UpstreamFailure.Kind;
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

    /** Every successful enter is followed by one leave. */
    ProviderMinute.Taken enter(ProviderRequest request) {
        places.enter(request.urgency().who(), request.patience(), request.gone())
                .ifPresent(retryAfter -> {
                    throw new UpstreamFailure(Kind.BUSY, "no place at this provider", retryAfter);
                });
        try {
            return minute.take(request.estimatedTokens());
        } catch (RuntimeException refused) {
            places.leave();
            throw refused;
        }
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
