package io.focusforge.orchestrator.mcpclient;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * The request to declare a server.
 *
 * @param name by which chains call it
 * @param url where it speaks MCP by streamable HTTP; it gets no header of the tenant's
 */
public record NewMcpServer(
        @NotNull @Pattern(regexp = NAME, message = "takes 1 to 64 of a-z, 0-9, '_', and begins with a letter")
        String name,

        @NotNull @Size(max = 2_000) String url) {
    static final String NAME = "[a-z][a-z0-9_]{0,63}";
}
