package io.focusforge.orchestrator.creation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How tasks are analysed after they have been accepted. */
@ConfigMapping(prefix = "focusforge.tasks")
public interface CreationConfig {
    /** How long the caller who creates a task waits for its analysis; after that the task is answered as it is, `pending`. */
    @WithDefault("1500ms")
    Duration analysisWait();

    /** Analyses that run at once beside requests; tasks beyond that are answered `pending` and analysed by the worker. */
    @WithDefault("64")
    @Min(1)
    @Max(10000)
    int inlineAnalyses();

    /** How long the model is asked again after the rules have stood in for it. */
    @WithDefault("24H")
    Duration giveUpAfter();

    /** Pause before the model is asked again when it did not say how long; doubled each time. */
    @WithDefault("5S")
    Duration retryBase();

    /** The longest such pause. */
    @WithDefault("5M")
    Duration retryMax();

    /** Time added to what an analysis may take, after which it is taken for dead and the worker is asked to go on with it. */
    @WithDefault("5S")
    Duration resumeAfter();

    /** Tries to analyse a task, by a model or by the rules, after which its analysis has `failed`. */
    @WithDefault("10")
    @Min(1)
    int maxAttempts();

    /** How often to look for analyses that have stopped; `off` to look never. */
    @WithDefault("1s")
    String sweepEvery();

    /** Stopped analyses taken up at once. */
    @WithDefault("200")
    @Min(1)
    @Max(1000)
    int sweepBatch();
}
