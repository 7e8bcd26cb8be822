package io.focusforge.ai.provider;

import io.focusforge.ai.overload.ProviderPlaces;
import io.focusforge.ai.provider.UpstreamFailure.Kind;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * How many calls a provider takes at once, and how many calls and tokens in a minute. What goes beyond is refused, at once or after it has waited a moment
 * for a place: the limit is the installation's, not the caller's. A call refused for one of them does not count against the others.
 */
final class ProviderLimits {
    private static final Set<Kind> TURNED_AWAY = EnumSet.of(Kind.RATE_LIMITED, Kind.OVERLOADED, Kind.SLOW);
    private static final String STREAMED = " streamed";

    private final ProviderPlaces places;
    private final MinuteLimit requests;
    private final MinuteLimit tokens;

    ProviderLimits(ProviderConfig config, ProviderPlaces places, Clock clock) {
        this.places = places;
        requests = limit(config.requestsPerMinute(), clock);
        tokens = limit(config.tokensPerMinute(), clock);
    }

    int outstanding() {
        return places.outstanding();
    }

    /**
     * Every successful enter is followed by one leave.
     *
     * @return the tokens that are held for the call
     */
    long enter(ProviderRequest request) {
        places.enter(request.urgency().who(), request.patience(), request.gone())
                .ifPresent(retryAfter -> {
                    throw new UpstreamFailure(Kind.BUSY, "no place at this provider", retryAfter);
                });
        var held = tokens == null ? 0 : tokens.atMost(request.estimatedTokens());
        try {
            take(tokens, held, "tokens-per-minute");
        } catch (UpstreamFailure refused) {
            places.leave();
            throw refused;
        }
        try {
            take(requests, 1, "requests-per-minute");
        } catch (UpstreamFailure refused) {
            leave(held, 0);
            throw refused;
        }
        return held;
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

    void leave(long held, long used) {
        places.leave();
        if (tokens != null) {
            tokens.correct(used - held);
        }
    }

    private static void take(MinuteLimit limit, long amount, String what) {
        if (limit != null) {
            limit.take(amount).ifPresent(wait -> {
                throw new UpstreamFailure(Kind.USED_UP, what + " is reached", wait);
            });
        }
    }

    private static MinuteLimit limit(int perMinute, Clock clock) {
        return perMinute == 0 ? null : new MinuteLimit(perMinute, clock);
    }
}
