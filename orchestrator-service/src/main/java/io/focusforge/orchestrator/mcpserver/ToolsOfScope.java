package io.focusforge.orchestrator.mcpserver;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.orchestrator.mcptool.SuiteTools;
import io.quarkiverse.mcp.server.FilterContext;
import io.quarkiverse.mcp.server.McpMethod;
import io.quarkiverse.mcp.server.ToolFilter;
import io.quarkiverse.mcp.server.ToolManager.ToolInfo;
import jakarta.enterprise.context.ApplicationScoped;

/** Lists what the caller may do and nothing else. A call of something else is refused by the call itself, with its code. */
@ApplicationScoped
class ToolsOfScope implements ToolFilter {
    private final SuiteTools tools;
    private final CurrentCaller caller;

    ToolsOfScope(SuiteTools tools, CurrentCaller caller) {
        this.tools = tools;
        this.caller = caller;
    }

    @Override
    public boolean test(ToolInfo tool, FilterContext context) {
        return context.method() != McpMethod.TOOLS_LIST
                || tools.find(tool.name())
                        .filter(found -> caller.get().may(found.scope()))
                        .isPresent();
    }
}
