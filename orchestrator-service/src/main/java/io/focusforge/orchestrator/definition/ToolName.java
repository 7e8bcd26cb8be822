package io.focusforge.orchestrator.definition;

/** A tool of a server. */
public record ToolName(String server, String tool) {
    /** The suite itself. */
    public static final String SUITE = "suite";

    public boolean isOfSuite() {
        return server.equals(SUITE);
    }
}
