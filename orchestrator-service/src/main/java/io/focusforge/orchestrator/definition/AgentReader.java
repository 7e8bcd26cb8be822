package io.focusforge.orchestrator.definition;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads agents and their tools. */
final class AgentReader {
    private static final Pattern MODEL = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final Pattern TOOL = Pattern.compile("[A-Za-z0-9_./-]{1,128}");
    private static final int MOST_AGENTS = 10;
    private static final int MOST_TOOLS = 30;
    private static final int MOST_TURNS = 50;
    private static final int USUAL_TURNS = 20;
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final String SUPERVISOR = "supervisor";
    private static final AgentRole USUAL_SUPERVISOR = new AgentRole(
            SUPERVISOR,
            "You lead a team. You hand parts of the goal to its agents, and end when it is met.",
            "default",
            List.of());
    private static final AgentBudget USUAL_BUDGET = new AgentBudget(100, 500_000, 1_000_000, Duration.ofMinutes(30));

    private AgentReader() {}

    static AgentTeam team(Part part) {
        part.requires("agents");
        var given = part.parts("agents");
        if (given.isEmpty() || given.size() > MOST_AGENTS) {
            part.wrong("agents", "must be a list of 1 to " + MOST_AGENTS);
        }
        var agents = given.stream().limit(MOST_AGENTS).map(AgentReader::agent).toList();
        var names = new HashSet<String>(List.of(SUPERVISOR));
        agents.stream()
                .filter(agent -> !names.add(agent.name()))
                .forEach(agent -> part.wrong("agents", "names '" + agent.name() + "' twice"));
        return new AgentTeam(
                part.part(SUPERVISOR).map(AgentReader::supervisor).orElse(USUAL_SUPERVISOR),
                agents,
                part.integer("most", USUAL_TURNS, 1, MOST_TURNS),
                part.integer("maxOutputTokens", 1_000, 1, 100_000),
                part.part("budget").map(AgentReader::budget).orElse(USUAL_BUDGET));
    }

    private static AgentRole supervisor(Part part) {
        var role = new AgentRole(SUPERVISOR, part.text("role").orElse(USUAL_SUPERVISOR.role()), model(part), List.of());
        part.end();
        return role;
    }

    private static AgentRole agent(Part part) {
        part.requires("name");
        part.requires("role");
        var tools = part.parts("tools");
        if (tools.size() > MOST_TOOLS) {
            part.wrong("tools", "must be a list of at most " + MOST_TOOLS);
        }
        var agent = new AgentRole(
                part.text("name", Part.NAME).orElse(""),
                part.text("role").orElse(""),
                model(part),
                tools.stream()
                        .limit(MOST_TOOLS)
                        .flatMap(tool -> tool(tool).stream())
                        .toList());
        part.end();
        return agent;
    }

    private static String model(Part part) {
        return part.text("model", MODEL).orElse("default");
    }

    private static Optional<AgentTool> tool(Part part) {
        var isOne = Stream.of("chain", "tool").filter(part::has).count() == 1;
        if (!isOne) {
            part.wrong("", "is either a 'chain' or a 'tool' of a 'server'");
        }
        var version = part.has("chain") ? part.integer("version", 0, 1, Integer.MAX_VALUE) : 0;
        AgentTool tool = part.has("chain")
                ? new AgentTool.OfChain(new Step.Called(
                        part.text("chain", Part.NAME).orElse(""), version == 0 ? null : version, part.pointer()))
                : new AgentTool.OfServer(toolName(part), part.pointer());
        part.end();
        return isOne ? Optional.of(tool) : Optional.empty();
    }

    /** A server is the suite itself when none is named. */
    static ToolName toolName(Part part) {
        part.requires("tool");
        return new ToolName(
                part.text("server", Part.NAME).orElse(ToolName.SUITE),
                part.text("tool", TOOL).orElse(""));
    }

    private static AgentBudget budget(Part part) {
        var budget = new AgentBudget(
                part.integer("calls", USUAL_BUDGET.calls(), 1, 1_000),
                part.integer("tokens", (int) USUAL_BUDGET.tokens(), 1, Integer.MAX_VALUE),
                part.integer("costMicros", (int) USUAL_BUDGET.costMicros(), 1, Integer.MAX_VALUE),
                part.duration("time", LONGEST).orElse(USUAL_BUDGET.time()));
        part.end();
        return budget;
    }
}
