package io.focusforge.orchestrator.rules;

import io.focusforge.orchestrator.task.Priority;
import java.time.Duration;
import java.util.Set;

/** How a deadline and cue words add up to a priority. */
final class Urgency {
    private static final Set<String> PRESSING = Set.of(
            "urgent",
            "urgently",
            "asap",
            "immediately",
            "critical",
            "emergency",
            "right away",
            "outage",
            "blocker",
            "blocking",
            "p0",
            "p1",
            "production down",
            "as soon as possible");
    private static final Set<String> WEIGHTY = Set.of(
            "important",
            "high priority",
            "must",
            "board",
            "ceo",
            "investor",
            "investors",
            "customer",
            "client",
            "escalation",
            "legal",
            "security",
            "contract",
            "audit",
            "deadline");
    private static final Set<String> CAN_WAIT = Set.of(
            "someday",
            "maybe",
            "nice to have",
            "eventually",
            "when you have time",
            "optional",
            "low priority",
            "backlog",
            "no rush",
            "not urgent",
            "sometime");

    private Urgency() {}

    static Priority priority(Words words, Deadline deadline) {
        var score = pressure(deadline);
        if (words.hasAny(CAN_WAIT)) {
            return score >= 3 ? Priority.MEDIUM : Priority.LOW;
        }
        score += words.hasAny(PRESSING) ? 3 : 0;
        score += words.hasAny(WEIGHTY) ? 1 : 0;
        return score >= 3 ? Priority.URGENT : score == 2 ? Priority.HIGH : Priority.MEDIUM;
    }

    private static int pressure(Deadline deadline) {
        if (deadline.isWithin(Duration.ofDays(1))) {
            return 3;
        }
        if (deadline.isWithin(Duration.ofDays(3))) {
            return 2;
        }
        return deadline.isWithin(Duration.ofDays(7)) ? 1 : 0;
    }
}
