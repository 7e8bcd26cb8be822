package io.focusforge.ai.key;

import io.focusforge.common.apikey.KeyRefusal;
import io.focusforge.common.identity.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/**
 * What is remembered of a key.
 *
 * @param answer whose token has a signature of this service, which outlives the gateway's absence
 * @param confirmed when the gateway said so
 * @param since when it was said last, or could not be asked
 */
record Held(Answer answer, Duration remember, Instant confirmed, Instant since) {
    /** What becomes of a request with the key. */
    sealed interface Answer {
        /** @param expires null for never */
        record Taken(Known uncounted, Known counted, Instant expires) implements Answer {}

        record Refused(KeyRefusal refusal) implements Answer {}
    }

    /** @param bearer with which the rest of the service knows the caller */
    record Known(Caller caller, String bearer) {}

    static Held of(Exchanged exchanged, Function<Caller, String> bearer, Instant now) {
        return new Held(
                switch (exchanged) {
                    case Exchanged.Admitted(var caller, var expires, var remember) -> taken(caller, expires, bearer);
                    case Exchanged.Refused(var refusal, var remember) -> new Answer.Refused(refusal);
                },
                exchanged.remember(),
                now,
                now);
    }

    /** The same once more, while nobody can say better. */
    Held prolonged(Function<Caller, String> bearer, Instant now) {
        var same = answer instanceof Answer.Taken taken
                ? taken(taken.uncounted().caller(), taken.expires(), bearer)
                : answer;
        return new Held(same, remember, confirmed, now);
    }

    /** Only of who was let in: a key that was unknown may be new. */
    boolean mayBeProlonged(Duration away, Instant now) {
        return answer instanceof Answer.Taken && now.isBefore(confirmed.plus(away));
    }

    boolean holdsAt(Instant now) {
        return now.isBefore(since.plus(remember));
    }

    /** Halfway it is asked about again, so that nobody has to wait for that. */
    boolean isDue(Instant now) {
        return !now.isBefore(since.plusMillis(remember.toMillis() / 2));
    }

    /** By now the key may have expired. */
    Answer answerAt(Instant now) {
        return answer instanceof Answer.Taken taken && taken.expires() != null && !now.isBefore(taken.expires())
                ? new Answer.Refused(KeyRefusal.expired(taken.expires()))
                : answer;
    }

    private static Answer taken(Caller caller, Instant expires, Function<Caller, String> bearer) {
        var counted = caller.counted();
        return new Answer.Taken(
                new Known(caller, bearer.apply(caller)), new Known(counted, bearer.apply(counted)), expires);
    }
}
