package io.focusforge.orchestrator.grounding;

import java.util.List;

/**
 * What was said before a question.
 *
 * @param kept is in every prompt
 * @param summary of what is too old to be among the turns; null for none
 * @param turns oldest first
 */
public record Past(List<Turn> kept, Turn summary, List<Turn> turns) {
    public static final Past NOTHING = new Past(List.of(), null, List.of());

    public Past {
        kept = List.copyOf(kept);
        turns = List.copyOf(turns);
    }
}
