package io.focusforge.orchestrator.runstore;

/** Why a step or a run has failed, as its caller sees it. {@code step} is null for what no step has caused. */
public record RunError(String step, String code, String message) {
    private static final int LONGEST = 2_000;

    public RunError {
        message = clean(message);
    }

    /** What the client need not know more of. */
    public static RunError internal(String message) {
        return new RunError(null, "internal_error", message);
    }

    private static String clean(String message) {
        var text = message == null ? "" : message.replace('\0', ' ');
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
