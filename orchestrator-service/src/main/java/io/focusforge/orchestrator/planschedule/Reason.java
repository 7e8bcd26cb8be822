package io.focusforge.orchestrator.planschedule;

/** Why a step is elsewhere than before. */
public record Reason(Kind kind, String step) {
    /** What it is due to. */
    public enum Kind {
        /** It is new. */
        NEW,
        /** Its time has passed and it is not done. */
        SLIPPED,
        /** It was changed itself. */
        EDITED,
        /** Something fixed is there now, or it is no working time any more. */
        TIME_TAKEN,
        /** It waits for a step that ends later now. */
        WAITS_FOR,
        /** Another step has to have its time to meet a deadline. */
        MAKES_ROOM,
        /** It would have missed its own. */
        DEADLINE
    }

    public static Reason of(Kind kind) {
        return new Reason(kind, null);
    }
}
