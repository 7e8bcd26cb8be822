package io.focusforge.gateway.bootstrap;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** How the first key of an installation is handed over. */
@ConfigMapping(prefix = "focusforge.bootstrap")
public interface BootstrapConfig {
    /** File that the first key is written to, readable by its owner only; if it exists, the key in it becomes the first key. Without it the key is printed once. */
    Optional<Path> keyFile();
}
