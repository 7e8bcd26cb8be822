package io.focusforge.orchestrator.mcpclient;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Map;

/**
 * A server as it is shown.
 *
 * @param origin {@code operator} or {@code tenant}
 * @param url absent for one of the operator
 * @param secrets headers with the names of the secrets that they are sent with; absent for none
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record McpServerView(String name, String origin, String url, Map<String, String> secrets, Instant createdAt) {
    static McpServerView of(McpServerStore.Stored own) {
        return new McpServerView(
                own.name(), "tenant", own.url(), own.secrets().isEmpty() ? null : own.secrets(), own.createdAt());
    }

    static McpServerView ofOperator(String name) {
        return new McpServerView(name, "operator", null, null, null);
    }
}
