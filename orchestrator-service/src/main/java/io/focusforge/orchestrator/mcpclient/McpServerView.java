package io.focusforge.orchestrator.mcpclient;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * A server as it is shown.
 *
 * @param origin {@code operator} or {@code tenant}
 * @param url absent for one of the operator
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record McpServerView(String name, String origin, String url, Instant createdAt) {
    static McpServerView of(McpServerStore.Stored own) {
        return new McpServerView(own.name(), "tenant", own.url(), own.createdAt());
    }

    static McpServerView ofOperator(String name) {
        return new McpServerView(name, "operator", null, null);
    }
}
