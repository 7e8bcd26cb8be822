package io.focusforge.worker.progress;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** What jobs may say while they run. */
@ConfigMapping(prefix = "focusforge.progress")
public interface ProgressConfig {
    /** The progress and the log of a job are stored at most this often, and at its end. */
    @WithDefault("250ms")
    Duration storeEvery();

    /** The last lines of a job's log that are kept. */
    @WithDefault("1000")
    @Min(1)
    @Max(10000)
    int maxLines();

    /** What is longer than this many characters is cut. */
    @WithDefault("1000")
    @Min(20)
    @Max(10000)
    int maxLineLength();

    /** How often to look for what jobs have said that are gone; `off` keeps it for ever. */
    @WithDefault("10m")
    String purgeEvery();

    /** How long after a look at a job it is looked at again. */
    @WithDefault("6H")
    Duration recheck();
}
