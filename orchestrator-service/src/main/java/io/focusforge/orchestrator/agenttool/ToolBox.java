package io.focusforge.orchestrator.agenttool;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.orchestrator.definition.ToolName;
import io.focusforge.orchestrator.mcpclient.McpCalls;
import io.focusforge.orchestrator.mcpclient.McpFailure;
import io.focusforge.orchestrator.mcpclient.McpServers;
import io.focusforge.orchestrator.mcptool.SuiteCalls;
import io.focusforge.orchestrator.mcptool.SuiteTools;
import io.focusforge.orchestrator.mcptool.ToolAnswer;
import io.focusforge.orchestrator.run.StepContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** Calls tools for steps. The key of the step goes with every attempt, so that who heeds it does the thing once. */
@ApplicationScoped
public class ToolBox {
    private final SuiteTools suite;
    private final SuiteCalls calls;
    private final McpServers servers;
    private final McpCalls mcp;

    ToolBox(SuiteTools suite, SuiteCalls calls, McpServers servers, McpCalls mcp) {
        this.suite = suite;
        this.calls = calls;
        this.servers = servers;
        this.mcp = mcp;
    }

    /** Blocking. */
    public ToolAnswer call(ToolName name, ObjectNode arguments, StepContext context, Duration timeout)
            throws InterruptedException {
        return name.isOfSuite() ? ofSuite(name, arguments, context) : ofServer(name, arguments, context, timeout);
    }

    private ToolAnswer ofSuite(ToolName name, ObjectNode arguments, StepContext context) throws InterruptedException {
        var tool = suite.find(name.tool());
        if (tool.isEmpty()) {
            return ToolAnswer.refused(ErrorCode.NOT_FOUND, "The suite has no tool '%s'.".formatted(name.tool()));
        }
        var key = context.idempotencyKey().toString();
        try {
            return context.await(calls.call(
                    context.caller(), tool.get(), arguments, tool.get().reads() ? null : key));
        } catch (ExecutionException e) {
            return ToolAnswer.refused(ErrorCode.UNAVAILABLE, "The service does not answer.");
        }
    }

    private ToolAnswer ofServer(ToolName name, ObjectNode arguments, StepContext context, Duration timeout) {
        var server = servers.find(context.run().tenant(), name.server());
        if (server.isEmpty()) {
            var gone = "The server '%s' is not there any more.".formatted(name.server());
            return new ToolAnswer.Refused("server_gone", problem("server_gone", gone), false, Optional.empty());
        }
        try {
            return new ToolAnswer.Given(
                    mcp.call(server.get(), name.tool(), arguments, context.idempotencyKey(), timeout));
        } catch (McpFailure e) {
            return new ToolAnswer.Refused(e.code(), problem(e.code(), e.getMessage()), e.isRetryable(), e.retryAfter());
        }
    }

    private static ObjectNode problem(String code, String detail) {
        return JsonNodeFactory.instance.objectNode().put("code", code).put("detail", detail);
    }
}
