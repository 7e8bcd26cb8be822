package io.focusforge.orchestrator.recurrence;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** Tasks that come again. */
@ConfigMapping(prefix = "focusforge.tasks.recurrence")
public interface RecurrenceConfig {
    /** How often to look for tasks that are to be made by the calendar; `off` to look never. */
    @WithDefault("5s")
    String sweepEvery();

    /** Series looked at in one go. */
    @WithDefault("200")
    @Min(1)
    @Max(1000)
    int sweepBatch();
}
