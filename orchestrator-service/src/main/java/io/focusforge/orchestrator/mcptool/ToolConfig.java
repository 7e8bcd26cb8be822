package io.focusforge.orchestrator.mcptool;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds of the suite's own tools, for models and MCP clients. */
@ConfigMapping(prefix = "focusforge.suite-tools")
public interface ToolConfig {
    /** How long a call may take, an answer in a conversation included. */
    @WithDefault("90S")
    Duration timeout();

    /** Of an answer, at most; a longer one is refused. */
    @WithDefault("512K")
    MemorySize maxAnswer();
}
