package io.focusforge.worker.signal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How the signals for scaling are made. */
@ConfigMapping(prefix = "focusforge.signals")
public interface SignalConfig {
    /** How often each replica counts the jobs of all queues; less often while that takes long. `off` leaves this replica without signals. */
    @WithDefault("5s")
    String every();

    /** How long a count is shown when no newer one can be made; then there is none, so that a scaler keeps what it has. */
    @WithDefault("1m")
    Duration validFor();

    /** How far ahead the depth of a queue is forecast. */
    @WithDefault("5m")
    @DurationMin(seconds = 15)
    @DurationMax(minutes = 30)
    Duration horizon();

    /** Classes of tenants by the tenant's id, such as `free` or `premium`: signals are told apart by them. Up to eight classes in all. */
    Map<UUID, String> tenantClasses();

    /** The class of all other tenants. */
    @WithDefault("standard")
    String defaultClass();
}
