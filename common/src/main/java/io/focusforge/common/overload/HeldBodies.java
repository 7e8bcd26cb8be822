package io.focusforge.common.overload;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Bounds what the bodies of all requests under way take of the heap: who waits for its turn waits with its body. For any thread. */
@Singleton
public class HeldBodies {
    private static final int PART_OF_HEAP = 8;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final long most;
    private final AtomicLong held = new AtomicLong();

    HeldBodies(OverloadConfig config, MeterRegistry meters) {
        this.most = config.maxBodyBytes()
                .map(MemorySize::asLongValue)
                .orElse(Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
        Gauge.builder("focusforge.overload.body.bytes", held, AtomicLong::doubleValue)
                .description("Bytes of the bodies of requests under way")
                .register(meters);
    }

    /** Whether there is room for so many more; there is for one that is alone. {@link #give} follows when they are not held any more. */
    public boolean take(long bytes) {
        var before = held.getAndAdd(bytes);
        if (before > 0 && before + bytes > most) {
            give(bytes);
            return false;
        }
        return true;
    }

    public void give(long bytes) {
        held.addAndGet(-bytes);
    }

    /** What a request is told whose body finds no room. */
    public static ProblemException refusal() {
        return new ProblemException(
                        ErrorCode.OVERLOADED,
                        "The requests under way are as large together as can be held; wait as long as Retry-After says, and send less at once.")
                .retryAfter(RETRY_AFTER);
    }
}
