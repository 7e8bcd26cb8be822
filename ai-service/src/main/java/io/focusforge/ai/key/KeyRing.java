package io.focusforge.ai.key;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.focusforge.common.apikey.HashedKey;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The keys that were shown lately, under their hashes. One that is in use is asked about before what is known of it is too old, so that
 * nobody waits for the gateway but who comes first, and nobody at all for a gateway that is away. Never blocks.
 */
final class KeyRing {
    private static final Logger LOG = Logger.getLogger(KeyRing.class);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final KeyExchange exchange;
    private final Function<Caller, String> bearer;
    private final Executor threads;
    private final KeyConfig config;
    private final Clock clock;
    private final Cache<HashedKey, Held> held;
    private final ConcurrentMap<HashedKey, CompletableFuture<Held>> asked = new ConcurrentHashMap<>();
    private final Semaphore strangers;
    private final AtomicBoolean away = new AtomicBoolean();

    /** @param threads one for each task */
    KeyRing(KeyExchange exchange, Function<Caller, String> bearer, Executor threads, KeyConfig config, Clock clock) {
        this.exchange = exchange;
        this.bearer = bearer;
        this.threads = threads;
        this.config = config;
        this.clock = clock;
        this.strangers = new Semaphore(config.maxLookups());
        this.held = Caffeine.newBuilder()
                .maximumSize(config.cacheSize())
                .expireAfterAccess(config.gatewayAway().plus(Duration.ofMinutes(1)))
                .build();
    }

    /** What is known without asking anybody. */
    Optional<Held.Answer> known(HashedKey key) {
        var known = held.getIfPresent(key);
        var now = clock.instant();
        if (known == null || !known.holdsAt(now)) {
            return Optional.empty();
        }
        if (known.isDue(now)) {
            var unused = ask(key, known);
        }
        return Optional.of(known.answerAt(now));
    }

    /** Fails with {@code unavailable} or {@code overloaded}. */
    CompletableFuture<Held.Answer> find(HashedKey key) {
        return ask(key, held.getIfPresent(key)).thenApply(found -> found.answerAt(clock.instant()));
    }

    /** Once for all who ask at the same time. */
    private CompletableFuture<Held> ask(HashedKey key, Held known) {
        var answer = new CompletableFuture<Held>();
        var other = asked.putIfAbsent(key, answer);
        if (other != null) {
            return other;
        }
        if (known != null || strangers.tryAcquire()) {
            threads.execute(() -> ask(key, known, answer));
        } else {
            asked.remove(key);
            answer.completeExceptionally(
                    new ProblemException(ErrorCode.OVERLOADED, "Too many unknown API keys are being looked up.")
                            .retryAfter(SOON));
        }
        return answer;
    }

    private void ask(HashedKey key, Held known, CompletableFuture<Held> answer) {
        try {
            var found = exchanged(key, known);
            held.put(key, found);
            answer.complete(found);
        } catch (Throwable failure) {
            answer.completeExceptionally(failure);
        } finally {
            asked.remove(key);
            if (known == null) {
                strangers.release();
            }
        }
    }

    private Held exchanged(HashedKey key, Held known) {
        try {
            var found = Held.of(exchange.exchange(key), bearer, clock.instant());
            if (away.compareAndSet(true, false)) {
                LOG.info("The gateway tells again whose keys are");
            }
            return found;
        } catch (Exchanged.Away e) {
            return remembered(known, clock.instant(), e);
        }
    }

    private Held remembered(Held known, Instant now, Exchanged.Away why) {
        if (away.compareAndSet(false, true)) {
            LOG.warnf("The gateway does not tell whose a key is, known ones are taken meanwhile: %s", why.getMessage());
        }
        if (known == null || !known.mayBeProlonged(config.gatewayAway(), now)) {
            throw new ProblemException(ErrorCode.UNAVAILABLE, "The API key cannot be checked right now; try again.")
                    .retryAfter(SOON);
        }
        return known.prolonged(bearer, now);
    }
}
