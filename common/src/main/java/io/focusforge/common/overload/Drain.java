package io.focusforge.common.overload;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * How a replica goes. At once it is not ready any more and closes connections behind their answers; what load balancers still send is answered for
 * {@code focusforge.drain.delay}, and refused after it; what is under way, streams too, has {@code focusforge.http.shutdown-timeout} to end. What
 * never ends by itself is ended when the replica closes, so that its client goes on elsewhere.
 *
 * <pre>
 *   serving ─signal─► leaving (not ready) ─drain.delay─► closed (refuses) ─all ended, or shutdown-timeout─► stopped
 * </pre>
 */
@Singleton
public class Drain {
    private static final Logger LOG = Logger.getLogger(Drain.class);
    private static final Duration ELSEWHERE = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final Clock clock;
    private final Duration delay;
    private final Set<Runnable> endless = ConcurrentHashMap.newKeySet();
    private volatile Instant closesAt;

    Drain(Vertx vertx, Clock clock, @ConfigProperty(name = "quarkus.shutdown.delay") Optional<Duration> delay) {
        this.vertx = vertx;
        this.clock = clock;
        this.delay = delay.orElse(Duration.ZERO);
    }

    void begin(@Observes ShutdownDelayInitiatedEvent signal) {
        closesAt = clock.instant().plus(delay);
        LOG.infof("Leaving: not ready any more, new requests are refused from %s", closesAt);
        vertx.setTimer(Math.max(1, delay.toMillis()), closed -> endless.forEach(Runnable::run));
    }

    /** Whether it takes no new requests any more. */
    public boolean isClosed() {
        var at = closesAt;
        return at != null && !clock.instant().isBefore(at);
    }

    /**
     * Something goes on that does not end by itself, and is to be ended when the replica closes.
     *
     * @param end from any thread
     * @return to be run when it ended before
     */
    public Runnable endless(Runnable end) {
        endless.add(end);
        return () -> endless.remove(end);
    }

    /** What a request is told that comes too late. */
    public static ProblemException refusal() {
        return new ProblemException(
                        ErrorCode.UNAVAILABLE, "This replica is shutting down; ask again, and another one answers.")
                .retryAfter(ELSEWHERE);
    }
}
