package io.focusforge.common.schema;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Who makes the tables of a service. */
@ConfigMapping(prefix = "focusforge.schema")
public interface SchemaConfig {
    /** Whether the service makes its tables when it starts, with `focusforge.postgres.migration-username`. Otherwise it starts only over tables that it knows. */
    @WithDefault("true")
    boolean migrate();

    /** Whether the process ends when the tables are made, with 0: a job that runs before the service. */
    @WithDefault("false")
    boolean exit();

    /** How long a service that does not make its tables waits for who does, before it refuses to start. */
    @WithDefault("0S")
    Duration waitFor();
}
