package io.focusforge.worker.extract;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Reading files. */
@ConfigMapping(prefix = "focusforge.extract")
public interface ExtractConfig {
    /** The largest file that is read. */
    @WithDefault("100M")
    MemorySize maxSize();
}
