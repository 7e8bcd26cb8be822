package io.focusforge.orchestrator.mcpserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.orchestrator.mcptool.SuiteCalls;
import io.focusforge.orchestrator.mcptool.SuiteTool;
import io.focusforge.orchestrator.mcptool.SuiteTools;
import io.focusforge.orchestrator.mcptool.ToolAnswer;
import io.quarkiverse.mcp.server.TextContent;
import io.quarkiverse.mcp.server.ToolManager;
import io.quarkiverse.mcp.server.ToolResponse;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Offers the suite's tools to MCP clients. */
@ApplicationScoped
class McpTools {
    private final SuiteTools tools;
    private final SuiteCalls calls;
    private final CurrentCaller caller;
    private final ObjectMapper json;

    McpTools(SuiteTools tools, SuiteCalls calls, CurrentCaller caller, ObjectMapper json) {
        this.tools = tools;
        this.calls = calls;
        this.caller = caller;
        this.json = json;
    }

    void offer(@Observes StartupEvent event, ToolManager manager) {
        tools.all().forEach(tool -> offer(manager, tool));
    }

    private void offer(ToolManager manager, SuiteTool tool) {
        manager.newTool(tool.name())
                .setDescription(tool.description())
                .setInputSchema(new JsonObject(tool.input().source().toString()))
                .setAnnotations(new ToolManager.ToolAnnotations(null, tool.reads(), false, tool.reads(), false))
                .setAsyncHandler(call -> call(tool, json.valueToTree(call.args())))
                .register();
    }

    private Uni<ToolResponse> call(SuiteTool tool, ObjectNode arguments) {
        return Uni.createFrom()
                .completionStage(calls.call(caller.get(), tool, arguments, null))
                .map(McpTools::response);
    }

    private static ToolResponse response(ToolAnswer answer) {
        return switch (answer) {
            case ToolAnswer.Given(var content) -> response(false, content);
            case ToolAnswer.Refused refused -> response(true, refused.problem());
        };
    }

    /** As text for models, and as it is for programs. */
    private static ToolResponse response(boolean isError, JsonNode content) {
        var text = content.toString();
        var structured = content.isObject() ? new JsonObject(text) : null;
        return new ToolResponse(isError, List.of(new TextContent(text)), structured, null);
    }
}
