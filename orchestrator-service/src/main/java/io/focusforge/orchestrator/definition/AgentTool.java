package io.focusforge.orchestrator.definition;

/** What an agent may do. */
public sealed interface AgentTool {
    /** Run a chain. */
    record OfChain(Step.Called called) implements AgentTool {}

    /** Call a tool. @param pointer where it stands in the file */
    record OfServer(ToolName name, String pointer) implements AgentTool {}
}
