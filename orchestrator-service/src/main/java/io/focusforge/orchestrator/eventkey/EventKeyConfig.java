package io.focusforge.orchestrator.eventkey;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Optional;

/** How the data of events is sealed. */
@ConfigMapping(prefix = "focusforge.event-keys")
public interface EventKeyConfig {
    /**
     * Master keys as `name:key`, the key being 32 bytes in Base64. Users' keys are wrapped with the first, and opened with the one that they were
     * wrapped with; so a new one is put in front of the old. Without any, users' keys are kept as they are.
     */
    Optional<List<@Pattern(regexp = "[A-Za-z0-9._-]{1,40}:[A-Za-z0-9+/]{43}=") String>> masters();
}
