package io.focusforge.orchestrator.projection;

import java.util.Locale;

/**
 * How far a rebuild is.
 *
 * <pre>
 * clearing ─► building ─► catching_up ─► (switch) tidying ─► done
 *    ▲           └─────────────┴── somebody is forgotten ─┐     └► failed, when it was given up
 *    └────────────────────────────────────────────────────┘
 * </pre>
 */
enum State {
    /** What an earlier one has left is removed. */
    CLEARING,
    /** Stream by stream. */
    BUILDING,
    /** What has happened meanwhile. */
    CATCHING_UP,
    /** It was put in place, or given up; its rows are removed. */
    TIDYING,
    DONE,
    FAILED;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static State of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
