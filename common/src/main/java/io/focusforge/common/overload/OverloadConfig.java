package io.focusforge.common.overload;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** How much work a process of the gateway or of ai-service takes on at once, and what becomes of the rest. */
@ConfigMapping(prefix = "focusforge.overload")
public interface OverloadConfig {
    /** Whether the process limits what it works on at once. */
    @WithDefault("true")
    boolean enabled();

    /** How many requests are worked on at once before anything was measured. What only waits for a model, or streams, is not worked on. */
    @WithDefault("64")
    @Min(1)
    int initialLimit();

    /** The limit is never less than this; so many are worked on at once while it is measured how long a request takes when idle. */
    @WithDefault("16")
    @Min(1)
    int minLimit();

    /** The limit is never more than this. */
    @WithDefault("2000")
    @Min(1)
    int maxLimit();

    /** How much longer than when idle our own part of a request may take; beyond it less is done at once. */
    @WithDefault("20ms")
    Duration toleratedDelay();

    /** How long an event loop may go on beginning requests when it has been behind for longer than `max-wait`; those that it comes to later are refused unread. */
    @WithDefault("20ms")
    Duration toleratedLag();

    /** How many requests may wait for their turn; those beyond are refused as `overloaded`. */
    @WithDefault("1024")
    @Min(0)
    int maxWaiting();

    /** How long they wait before they are refused. */
    @WithDefault("250ms")
    Duration maxWait();

    /** Requests under way in all, streams and those that wait included. */
    @WithDefault("20000")
    @Min(1)
    int maxUnderWay();

    /** Bytes that the JSON bodies (of less than a megabyte each) of all requests under way may take together, an eighth of the heap by default; a request beyond is refused as `overloaded`, unread. */
    Optional<MemorySize> maxBodyBytes();

    /** Callers with one of these plans may say `x-focusforge-priority: high`, besides those whose key has the scope `models:admin`. */
    Optional<Set<String>> highPlans();
}
