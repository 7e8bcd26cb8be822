package io.focusforge.ai.provider;

import io.focusforge.ai.provider.SharedMinutes.Minute;
import io.focusforge.ai.provider.SharedMinutes.Reply;
import io.focusforge.ai.provider.UpstreamFailure.Kind;
import io.focusforge.ai.step.Step;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The calls and tokens a minute of one provider, counted with all replicas. What this replica takes is counted here too, so that it
 * goes on with its share, and no more, when the others cannot be asked.
 */
final class ProviderMinute {
    private static final Future<Taken> UNLIMITED = Future.succeededFuture(new Taken(0, null));

    private final String provider;
    private final Minute minute;
    private final SharedMinutes shared;
    private final MinuteLimit requests;
    private final MinuteLimit tokens;

    ProviderMinute(String provider, Minute minute, SharedMinutes shared, Clock clock) {
        this.provider = provider;
        this.minute = minute;
        this.shared = shared;
        this.requests = new MinuteLimit(minute.requests(), clock);
        this.tokens = new MinuteLimit(minute.tokens(), clock);
    }

    /** @param second by the clock of all; null for what was taken of the share alone */
    record Taken(long tokens, Long second) {}

    /** Fails as {@link UpstreamFailure} when there is no more in this minute. */
    Future<Taken> take(long estimatedTokens) {
        if (minute.limitsNothing()) {
            return UNLIMITED;
        }
        var wanted = Math.min(estimatedTokens, minute.tokens());
        return Step.here(shared.take(provider, minute, wanted)).map(reply -> taken(reply, wanted));
    }

    private Taken taken(Reply reply, long wanted) {
        return switch (reply) {
            case Reply.Taken taken -> {
                requests.correct(1);
                tokens.correct(wanted);
                yield new Taken(wanted, taken.second());
            }
            case Reply.UsedUp used -> throw usedUp(used.what(), used.delay());
            case Reply.Away away -> takeOfShare(wanted, away.replicas());
        };
    }

    void used(Taken taken, long used) {
        var more = used - taken.tokens();
        if (minute.tokens() == 0 || more == 0) {
            return;
        }
        tokens.correct(more);
        if (taken.second() != null) {
            shared.correct(provider, taken.second(), more);
        }
    }

    private Taken takeOfShare(long wanted, int replicas) {
        var held = minute.tokens() == 0 ? 0 : Math.min(wanted, tokens.share(replicas));
        refuse(minute.tokens() == 0 ? Optional.empty() : tokens.take(held, replicas), SharedMinutes.TOKENS);
        try {
            refuse(minute.requests() == 0 ? Optional.empty() : requests.take(1, replicas), SharedMinutes.REQUESTS);
        } catch (UpstreamFailure refused) {
            tokens.correct(-held);
            throw refused;
        }
        return new Taken(held, null);
    }

    private static void refuse(Optional<Duration> delay, String what) {
        delay.ifPresent(time -> {
            throw usedUp(what, time);
        });
    }

    private static UpstreamFailure usedUp(String what, Duration delay) {
        return new UpstreamFailure(Kind.USED_UP, what + " is reached", delay);
    }
}
