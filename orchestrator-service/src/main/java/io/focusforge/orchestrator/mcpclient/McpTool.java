package io.focusforge.orchestrator.mcpclient;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What a server offers. @param inputSchema as the server says it */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record McpTool(String name, String description, JsonNode inputSchema) {}
