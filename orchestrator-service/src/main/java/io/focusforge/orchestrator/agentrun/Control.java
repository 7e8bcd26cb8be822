package io.focusforge.orchestrator.agentrun;

/** Calls with which agents say who is next. They are never done by a tool. */
final class Control {
    static final String SUPERVISOR = "supervisor";
    /** Of the supervisor: a part of the goal is for an agent. */
    static final String HAND_TO = "hand_to";
    /** Of the supervisor: the goal is met. */
    static final String FINISH = "finish";
    /** Of an agent: another one goes on. */
    static final String HAND_OVER = "hand_over";
    /** Of an agent: this is what came of it. */
    static final String REPORT = "report";

    private Control() {}

    static boolean is(String tool) {
        return tool.equals(HAND_TO) || tool.equals(FINISH) || tool.equals(HAND_OVER) || tool.equals(REPORT);
    }
}
