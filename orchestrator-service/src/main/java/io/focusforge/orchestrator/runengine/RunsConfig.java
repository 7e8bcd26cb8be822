package io.focusforge.orchestrator.runengine;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How runs of chains are run. */
@ConfigMapping(prefix = "focusforge.runs")
public interface RunsConfig {
    /** A replica that is not heard of for so long is taken for dead, and others go on with its runs. */
    @WithDefault("10S")
    Duration lease();

    /** How often a replica looks for runs to take, and for cancellations and signals of those that it has. */
    @WithDefault("200ms")
    Duration lookEvery();

    /** How often to look for events that steps wait for; `off` to look never. */
    @WithDefault("500ms")
    String lookForEventsEvery();

    /** How exactly a replica keeps the times of steps. */
    @WithDefault("50ms")
    Duration tickEvery();

    /** A step that runs for longer than this is shown as running; a shorter one is seen when it has ended. */
    @WithDefault("100ms")
    Duration showAfter();

    /** A run that has nothing to do but wait, and for longer than this, takes up no replica meanwhile. */
    @WithDefault("2S")
    Duration parkAfter();

    /** Runs that a replica has in hand at once; the others are queued. */
    @WithDefault("256")
    @Min(1)
    @Max(100000)
    int runsAtOnce();

    /** Steps that a replica runs at once; the others wait for a place, which does not count as their time. */
    @WithDefault("512")
    @Min(1)
    @Max(100000)
    int stepsAtOnce();

    /** Runs of a tenant that have not ended; those beyond are refused as `rate_limited`. */
    @WithDefault("10000")
    @Min(1)
    int unfinishedPerTenant();

    /** A run fails when its replica has died so many times. */
    @WithDefault("20")
    @Min(1)
    int maxTakeovers();

    /** Steps of one run, those within steps included. */
    @WithDefault("2000")
    @Min(1)
    @Max(100000)
    int maxSteps();

    /** How deep steps may be within steps. */
    @WithDefault("8")
    @Min(1)
    @Max(32)
    int maxDepth();

    /** Characters of JSON in the result of one step. */
    @WithDefault("1000000")
    @Min(1)
    int maxResult();

    /** Characters of JSON in the results of a run's steps together. */
    @WithDefault("16000000")
    @Min(1)
    long maxResults();

    /** Signals of one run. */
    @WithDefault("100")
    @Min(1)
    @Max(10000)
    int maxSignals();

    /** How long steps may go on when their replica is told to stop; after that another replica begins them again. */
    @WithDefault("5S")
    Duration stopWithin();

    /** How long the answer to `mode: sync` is waited for when the request does not say. */
    @WithDefault("30S")
    Duration syncWait();

    /** The longest such wait that a request may ask for. */
    @WithDefault("120S")
    Duration longestSyncWait();

    /** How long runs are kept after their end. */
    @WithDefault("30D")
    Duration retention();

    /** How often runs past the retention are removed; `off` to remove none. */
    @WithDefault("10m")
    String purgeEvery();
}
