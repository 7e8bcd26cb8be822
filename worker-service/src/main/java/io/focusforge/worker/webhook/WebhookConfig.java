package io.focusforge.worker.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Where webhooks may go. */
@ConfigMapping(prefix = "focusforge.webhooks")
public interface WebhookConfig {
    /** Hosts, by the exact name in the URL, that may be called although their address is not public. For trying out. */
    Optional<Set<String>> allowedPrivateHosts();

    /** How long a receiver may take to answer. */
    @WithDefault("15s")
    Duration timeout();
}
