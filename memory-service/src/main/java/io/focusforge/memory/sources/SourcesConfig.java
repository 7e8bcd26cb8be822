package io.focusforge.memory.sources;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where documents may be taken from by schedule, and how much of it. */
@ConfigMapping(prefix = "focusforge.sources")
public interface SourcesConfig {
    /**
     * The directory below which sources of the kind `directory` are: in it each tenant has a directory with its id as name, and sees
     * nothing else. Absent: there are no such sources.
     */
    Optional<String> directory();

    /**
     * `s3://bucket/prefix`, below which sources of the kind `s3` are: each tenant has a prefix with its id as name, and sees nothing
     * else. Reached as `focusforge.objects` says. Absent: there are no such sources.
     */
    Optional<URI> s3();

    /** How many sources a user may have. */
    @WithDefault("100")
    @Min(1)
    int maxPerUser();

    /** How many items a run takes of a source; of one that has more, nothing is deleted. */
    @WithDefault("10000")
    @Min(1)
    @Max(100_000)
    int maxItems();

    /** How long a replica waits after a call of a host before the next one; a longer wait that the host's robots.txt asks for is kept, up to ten seconds. */
    @WithDefault("500MS")
    Duration hostInterval();

    /** How long a step of a run takes, beyond the item that it has begun. */
    @WithDefault("5S")
    Duration step();

    /** How long after its last step a run is taken for dead, so that another one may begin. */
    @WithDefault("10M")
    Duration runTimeout();

    /** How often schedules are looked at that could not be made or removed at once; `off` when another replica does it. */
    @WithDefault("1m")
    String sweepEvery();
}
