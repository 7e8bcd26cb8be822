package io.focusforge.orchestrator.conversation;

import io.focusforge.orchestrator.grounding.Past;
import io.focusforge.orchestrator.grounding.Tokens;
import io.focusforge.orchestrator.grounding.Turn;
import java.util.List;
import java.util.UUID;

/**
 * Where in a conversation a question stands.
 *
 * @param parent the message that it follows; null where it is the first
 * @param isRoot whether it is the first of a branch, though there are others
 * @param question the message that asks, where it is kept already; else null
 * @param kept messages that are in every prompt
 * @param way the messages before it on its branch, oldest first
 * @param talk what memory-service chose
 */
record Setting(UUID parent, boolean isRoot, UUID question, List<Said> kept, List<Said> way, Talk talk) {
    Past past() {
        var summary = talk.summary();
        var covers = summary != null
                && (way.isEmpty() || summary.upTo() < way.getLast().seq());
        var upTo = covers ? summary.upTo() : 0;
        var turns = way.stream()
                .filter(said -> said.isSpoken() && !said.isKept() && said.seq() > upTo)
                .map(Setting::turn)
                .toList();
        var inShort = covers ? new Turn(Said.SYSTEM, summary.text(), summary.tokens() + Tokens.FRAME) : null;
        return new Past(kept.stream().filter(Said::isSpoken).map(Setting::turn).toList(), inShort, turns);
    }

    private static Turn turn(Said said) {
        return new Turn(said.role(), said.content(), said.tokens());
    }
}
