package io.focusforge.worker.email;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How mail is sent; the server and the sender are `quarkus.mailer.*`, without whose `from` there is none. */
@ConfigMapping(prefix = "focusforge.email")
public interface EmailConfig {
    /** How long the SMTP server may take for one mail. */
    @WithDefault("30S")
    Duration timeout();
}
