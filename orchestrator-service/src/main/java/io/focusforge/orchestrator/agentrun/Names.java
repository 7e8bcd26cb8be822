package io.focusforge.orchestrator.agentrun;

import io.focusforge.orchestrator.definition.AgentRole;
import io.focusforge.orchestrator.definition.AgentTool;
import java.util.LinkedHashMap;
import java.util.Map;

/** What models call the tools of an agent: letters, digits, underscores and hyphens, 64 at most, and no two alike. */
final class Names {
    private static final int LONGEST = 64;

    private Names() {}

    static Map<String, AgentTool> of(AgentRole agent) {
        var names = new LinkedHashMap<String, AgentTool>();
        for (var tool : agent.tools()) {
            var wanted = wanted(tool).replaceAll("[^A-Za-z0-9_-]", "_");
            var name = cut(wanted, LONGEST);
            for (var more = 2; names.containsKey(name) || Control.is(name); more++) {
                var end = "_" + more;
                name = cut(wanted, LONGEST - end.length()) + end;
            }
            names.put(name, tool);
        }
        return names;
    }

    private static String wanted(AgentTool tool) {
        return switch (tool) {
            case AgentTool.OfChain chain -> "chain_" + chain.called().chain();
            case AgentTool.OfServer server ->
                server.name().isOfSuite()
                        ? server.name().tool()
                        : server.name().server() + "__" + server.name().tool();
        };
    }

    private static String cut(String name, int most) {
        return name.length() > most ? name.substring(0, most) : name;
    }
}
