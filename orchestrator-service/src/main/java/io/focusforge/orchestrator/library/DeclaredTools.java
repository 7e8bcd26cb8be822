package io.focusforge.orchestrator.library;

import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.definition.AgentTool;
import io.focusforge.orchestrator.definition.Step;
import io.focusforge.orchestrator.definition.ToolName;
import io.focusforge.orchestrator.mcpclient.McpServers;
import io.focusforge.orchestrator.mcptool.SuiteTools;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Looks whether the tools that a chain names can be there: the suite's own, and the servers of others. What those offer may change. */
@ApplicationScoped
class DeclaredTools {
    private final McpServers servers;
    private final SuiteTools suite;

    DeclaredTools(McpServers servers, SuiteTools suite) {
        this.servers = servers;
        this.suite = suite;
    }

    /** @throws ProblemException that names the place */
    void require(UUID tenant, Step step) {
        if (step instanceof Step.Tool tool) {
            require(tenant, tool.name(), step.common().pointer());
        } else if (step instanceof Step.Agents agents) {
            agents.team().agents().stream()
                    .flatMap(agent -> agent.tools().stream())
                    .filter(AgentTool.OfServer.class::isInstance)
                    .map(AgentTool.OfServer.class::cast)
                    .forEach(tool -> require(tenant, tool.name(), tool.pointer()));
        }
    }

    private void require(UUID tenant, ToolName name, String pointer) {
        if (name.isOfSuite() && suite.find(name.tool()).isEmpty()) {
            throw ProblemException.invalid(pointer + "/tool", "is none that the suite has");
        }
        if (!name.isOfSuite() && servers.find(tenant, name.server()).isEmpty()) {
            throw ProblemException.invalid(
                    pointer + "/server", "names a server that there is not; GET /api/v1/mcp-servers lists them");
        }
    }
}
