package io.focusforge.worker.schedule;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How schedules make jobs. */
@ConfigMapping(prefix = "focusforge.schedules")
public interface SchedulesConfig {
    /** How often each replica looks for schedules, when none is known to be due sooner; 50 ms to 1 min. */
    @WithDefault("1s")
    @DurationMin(millis = 50)
    @DurationMax(minutes = 1)
    Duration every();

    /** Schedules looked after in one transaction. */
    @WithDefault("50")
    @Min(1)
    @Max(500)
    int batchSize();

    /** A time that fires later than this was missed: `catchUp` says what becomes of it; 1 s to 1 h. */
    @WithDefault("1M")
    @DurationMin(seconds = 1)
    @DurationMax(hours = 1)
    Duration grace();

    /** Schedules that a tenant can have. */
    @WithDefault("1000")
    @Min(1)
    int maxPerTenant();

    /** Fires that are kept of each schedule, to be looked at. */
    @WithDefault("100")
    @Min(10)
    @Max(1000)
    int history();
}
