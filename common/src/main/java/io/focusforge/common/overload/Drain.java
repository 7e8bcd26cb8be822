package io.focusforge.common.overload;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * How a replica goes. At once it is not ready any more and closes connections behind their answers; what load balancers still send is answered for
 * {@code focusforge.drain.delay}, and refused after it; what is under way, streams too, has {@code focusforge.http.shutdown-timeout} to end.
 *
 * <pre>
 *   serving ─signal─► leaving (not ready) ─drain.delay─► closed (refuses) ─all ended, or shutdown-timeout─► stopped
 * </pre>
 */
@ApplicationScoped
public class Drain {
    private static final Logger LOG = Logger.getLogger(Drain.class);
    private static final Duration ELSEWHERE = Duration.ofSeconds(1);

    private final Clock clock;
    private final Duration delay;
    private final List<Runnable> leaving = new CopyOnWriteArrayList<>();
    private volatile Instant closesAt;

    Drain(Clock clock, @ConfigProperty(name = "quarkus.shutdown.delay") Optional<Duration> delay) {
        this.clock = clock;
        this.delay = delay.orElse(Duration.ZERO);
    }

    void begin(@Observes ShutdownDelayInitiatedEvent signal) {
        closesAt = clock.instant().plus(delay);
        LOG.infof("Leaving: not ready any more, new requests are refused from %s", closesAt);
        leaving.forEach(Runnable::run);
    }

    /** Whether this replica is about to stop. */
    public boolean isLeaving() {
        return closesAt != null;
    }

    /** Whether it takes no new requests any more. */
    public boolean isClosed() {
        var at = closesAt;
        return at != null && !clock.instant().isBefore(at);
    }

    /** Is run, once, when the replica is told to stop. */
    public void whenLeaving(Runnable action) {
        leaving.add(action);
    }

    /** What a request is told that comes too late. */
    public static ProblemException refusal() {
        return new ProblemException(
                        ErrorCode.UNAVAILABLE, "This replica is shutting down; ask again, and another one answers.")
                .retryAfter(ELSEWHERE);
    }
}
