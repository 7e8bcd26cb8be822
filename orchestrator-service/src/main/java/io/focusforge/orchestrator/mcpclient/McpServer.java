package io.focusforge.orchestrator.mcpclient;

import io.focusforge.orchestrator.definition.SecretHeader;
import java.util.Map;
import java.util.UUID;

/**
 * A server that a tenant may use.
 *
 * @param tenant who uses it
 * @param headers those of the operator; a tenant's servers have none
 * @param secrets headers with a secret that is named; those of the operator's servers have none
 */
public record McpServer(
        UUID tenant, String name, String url, Map<String, String> headers, Map<String, SecretHeader> secrets) {
    public McpServer {
        headers = Map.copyOf(headers);
        secrets = Map.copyOf(secrets);
    }
}
