package io.focusforge.orchestrator.plan;

/**
 * What has moved, and why.
 *
 * @param from null for what was nowhere
 * @param to null for what is nowhere any more
 * @param reason stable, for machines
 * @param because the other step that it is due to; null for none
 */
public record Change(String step, TimeSpan from, TimeSpan to, String reason, String because, String message) {
    public static final String DONE_EARLY = "done_early";

    /** Whether the step is elsewhere by it; otherwise it is over. */
    public boolean moves() {
        return !reason.equals(DONE_EARLY);
    }
}
