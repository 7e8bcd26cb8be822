package io.focusforge.ai.reload;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Providers, aliases and the default model in a file that may change while the service runs. */
@ConfigMapping(prefix = "focusforge.provider-file")
public interface ProviderFileConfig {
    /** A YAML file with what is otherwise set under `focusforge.ai`, which it overrides. It may hold keys, or `${NAMES}` of variables that do. */
    Optional<Path> path();

    /** How often it is looked at. */
    @WithDefault("2S")
    Duration checkEvery();
}
