package io.focusforge.orchestrator.agentrun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.orchestrator.definition.AgentTool;
import io.focusforge.orchestrator.definition.Step;
import io.focusforge.orchestrator.definition.ToolName;
import io.focusforge.orchestrator.library.ChainLibrary;
import io.focusforge.orchestrator.mcpclient.McpCalls;
import io.focusforge.orchestrator.mcpclient.McpFailure;
import io.focusforge.orchestrator.mcpclient.McpServers;
import io.focusforge.orchestrator.mcptool.SuiteTools;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What models are told of tools: description and schema, from who has them. A server that says nothing now keeps nobody from going on. */
@ApplicationScoped
public class ToolOffers implements Workshop.Offers {
    private final SuiteTools suite;
    private final ChainLibrary chains;
    private final McpServers servers;
    private final McpCalls mcp;

    ToolOffers(SuiteTools suite, ChainLibrary chains, McpServers servers, McpCalls mcp) {
        this.suite = suite;
        this.chains = chains;
        this.servers = servers;
        this.mcp = mcp;
    }

    @Override
    public ObjectNode of(UUID tenant, String name, AgentTool tool) {
        return switch (tool) {
            case AgentTool.OfChain(var chain) -> ofChain(tenant, name, chain);
            case AgentTool.OfServer server ->
                server.name().isOfSuite() ? ofSuite(name, server.name()) : ofServer(tenant, name, server.name());
        };
    }

    private ObjectNode ofChain(UUID tenant, String name, Step.Called chain) {
        return chains.find(tenant, chain.chain(), chain.version())
                .map(kept -> offer(
                        name,
                        kept.definition().description(),
                        kept.definition().input().source()))
                .orElseGet(() -> offer(name, "", null));
    }

    private ObjectNode ofSuite(String name, ToolName tool) {
        return suite.find(tool.tool())
                .map(found -> offer(name, found.description(), found.input().source()))
                .orElseGet(() -> offer(name, "", null));
    }

    private ObjectNode ofServer(UUID tenant, String name, ToolName tool) {
        try {
            return servers.find(tenant, tool.server())
                    .flatMap(server -> mcp.tools(tenant, server).stream()
                            .filter(offered -> offered.name().equals(tool.tool()))
                            .findFirst())
                    .map(offered -> offer(name, offered.description(), offered.inputSchema()))
                    .orElseGet(() -> offer(name, tool.tool(), null));
        } catch (McpFailure e) {
            return offer(name, tool.tool(), null);
        }
    }

    private static ObjectNode offer(String name, String description, JsonNode schema) {
        var parameters = schema instanceof ObjectNode known
                        && known.path("type").asText().equals("object")
                ? known
                : JsonNodeFactory.instance.objectNode().put("type", "object");
        return ControlOffers.function(name, description, parameters);
    }
}
