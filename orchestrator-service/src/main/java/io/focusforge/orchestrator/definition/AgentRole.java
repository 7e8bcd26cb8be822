package io.focusforge.orchestrator.definition;

import java.util.List;

/** One of a team. @param role who it is and what it does, as the model is told */
public record AgentRole(String name, String role, String model, List<AgentTool> tools) {
    public AgentRole {
        tools = List.copyOf(tools);
    }
}
