package io.focusforge.orchestrator.mcpclient;

import java.util.Map;

/** A server that a tenant may use. @param headers those of the operator; a tenant's servers have none */
public record McpServer(String name, String url, Map<String, String> headers) {
    public McpServer {
        headers = Map.copyOf(headers);
    }
}
