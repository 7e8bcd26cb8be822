package io.focusforge.orchestrator.definition;

import java.util.List;

/**
 * Agents, and a supervisor who says who is next.
 *
 * @param supervisor without tools of its own
 * @param most turns of all of them
 * @param maxOutputTokens of one turn
 */
public record AgentTeam(
        AgentRole supervisor, List<AgentRole> agents, int most, int maxOutputTokens, AgentBudget budget) {
    public AgentTeam {
        agents = List.copyOf(agents);
    }
}
