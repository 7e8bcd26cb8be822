package io.focusforge.ai.usage;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How the use of models is written down. */
@ConfigMapping(prefix = "focusforge.usage")
public interface LedgerConfig {
    /** How often calls that have ended are written from the journal to the database, many at once. */
    @WithDefault("100ms")
    Duration flushEvery();

    /**
     * Where calls are kept until they are in the database; in the temporary directory when it is not set. Replicas of one installation may
     * share it. It has to outlive a process: in a pod, a volume and not the container's own file system.
     */
    Optional<Path> journalDirectory();

    /** How much the journal holds while the database is away. A call takes about 200 bytes. */
    @WithDefault("32M")
    MemorySize journalSize();

    /** How long single calls are kept; their sums by day stay. */
    @WithDefault("35D")
    Duration callsKept();

    /** How long the sums by day are kept. */
    @WithDefault("800D")
    Duration daysKept();

    /** How often what is older is removed, such as `10m`; `off` for never. */
    @WithDefault("10m")
    @Pattern(regexp = "off|\\d+[smh]")
    String purgeEvery();
}
