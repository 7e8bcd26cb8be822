package io.focusforge.orchestrator.mcptool;

import io.focusforge.common.call.Service;
import io.focusforge.orchestrator.schema.JsonSchema;
import io.vertx.core.http.HttpMethod;
import java.util.Set;

/**
 * A request of the public API, as a tool.
 *
 * @param scope that the caller must have
 * @param reads whether it changes nothing
 * @param input schema of the arguments
 * @param path with names of arguments in braces
 * @param query arguments that go into the query
 */
public record SuiteTool(
        String name,
        String description,
        String scope,
        boolean reads,
        JsonSchema input,
        HttpMethod method,
        Service service,
        String path,
        Set<String> query) {
    public SuiteTool {
        query = Set.copyOf(query);
    }
}
