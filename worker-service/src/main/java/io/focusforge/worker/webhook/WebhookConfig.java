package io.focusforge.worker.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Where webhooks may go, and how long we put up with a receiver that does not take them. */
@ConfigMapping(prefix = "focusforge.webhooks")
public interface WebhookConfig {
    /** Hosts, by the exact name in the URL, that may be called although their address is not public. For trying out. */
    Optional<Set<String>> allowedPrivateHosts();

    /** How long a receiver may take to answer. */
    @WithDefault("15s")
    Duration timeout();

    /** How long a delivery waits for an earlier one of the same subject before it gives up its place and is tried again. */
    @WithDefault("2s")
    Duration orderWait();

    /** Endpoints that a user may have. */
    @WithDefault("50")
    @Min(1)
    @Max(10000)
    int maxEndpoints();

    /** An endpoint is disabled after so many deliveries in a row that were given up. */
    @WithDefault("20")
    @Min(1)
    int disableAfterFailures();

    /** An endpoint is disabled when it has failed for this long without a success. */
    @WithDefault("5D")
    Duration disableAfter();

    /** How long a replaced secret still signs beside the new one. */
    @WithDefault("24H")
    Duration secretOverlap();

    /** Attempts that are kept in the delivery log of an endpoint. */
    @WithDefault("200")
    @Min(1)
    @Max(10000)
    int deliveriesKept();

    /** How long an attempt is kept in the delivery log. */
    @WithDefault("7D")
    Duration deliveriesRetention();
}
