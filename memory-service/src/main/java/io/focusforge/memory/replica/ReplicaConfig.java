package io.focusforge.memory.replica;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Servers that follow the primary. Without one all goes to the primary. */
@ConfigMapping(prefix = "focusforge.postgres.replica")
public interface ReplicaConfig {
    /**
     * Addresses as of the primary (`postgresql://host:5432/memory`), with the same user and password, separated by commas. Each must be one
     * server, and not a balancer over several: how far it has come is remembered for the address.
     */
    Optional<List<String>> urls();

    /** Connections to each. */
    @WithDefault("20")
    @Min(1)
    @Max(1000)
    int maxConnections();

    /** How far a replica may be behind for a read that asks for nothing in particular. */
    @WithDefault("1S")
    Duration maxLag();

    /** How long at least what is known of a replica is believed before it is asked again how far it has come. */
    @WithDefault("5MS")
    Duration checkEvery();

    /** How long a replica may take to connect, and to say how far it has come. */
    @WithDefault("500MS")
    Duration patience();

    /** How long a replica that has failed is left alone. */
    @WithDefault("2S")
    Duration retryAfter();
}
