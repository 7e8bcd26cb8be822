package io.focusforge.orchestrator.mcptool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.focusforge.common.problem.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a tool gave. */
public sealed interface ToolAnswer {
    record Given(JsonNode content) implements ToolAnswer {}

    /**
     * @param code stable, for machines
     * @param problem what is told, with the code
     * @param retryable whether the same call may go better later
     */
    record Refused(String code, JsonNode problem, boolean retryable, Optional<Duration> retryAfter)
            implements ToolAnswer {}

    static ToolAnswer refused(ErrorCode code, String detail) {
        return refused(code, detail, List.of());
    }

    static ToolAnswer refused(ErrorCode code, String detail, List<String> violations) {
        var problem = JsonNodeFactory.instance.objectNode();
        problem.put("code", code.code()).put("status", code.status()).put("detail", detail);
        if (!violations.isEmpty()) {
            var list = problem.putArray("violations");
            violations.forEach(list::add);
        }
        return new Refused(code.code(), problem, code.status() >= 500, Optional.empty());
    }
}
