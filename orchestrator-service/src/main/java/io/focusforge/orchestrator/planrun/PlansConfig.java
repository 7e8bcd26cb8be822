package io.focusforge.orchestrator.planrun;

import io.focusforge.orchestrator.plan.Replanning;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Plans whose steps run by themselves. */
@ConfigMapping(prefix = "focusforge.plans")
public interface PlansConfig {
    /** How often to look after plans whose steps run; `off` to look never. */
    @WithDefault("1s")
    String lookEvery();

    /** How long a plan of which nothing runs is left alone, unless it is changed. */
    @WithDefault("30S")
    Duration lookWaitingEvery();

    /** Plans looked after in one go. */
    @WithDefault("50")
    @Min(1)
    @Max(1000)
    int lookBatch();

    /** How often to look for plans that may not fit any more; `off` to look never. */
    @WithDefault("5s")
    String replanEvery();

    /** What follows for a plan that does not fit any more, unless it says so itself: `off`, `suggest` or `apply`. */
    @WithDefault("suggest")
    Replanning replanning();

    /** Steps of one plan that run at once. */
    @WithDefault("4")
    @Min(1)
    @Max(100)
    int stepsAtOnce();
}
