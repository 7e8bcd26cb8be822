package io.focusforge.orchestrator.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What may go wrong, as far as the text gives it away. */
final class Risks {
    private static final Pattern FROM_OTHERS = Pattern.compile(
            "\\b(?:from|waiting for|waiting on|depends on|approval (?:of|by|from)|blocked by) (?:the |our )?(\\p{L}[\\p{L}-]{2,30})",
            Pattern.CASE_INSENSITIVE);
    private static final List<String> NOT_PEOPLE = List.of(
            "home",
            "here",
            "now",
            "scratch",
            "there",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "january",
            "last",
            "this",
            "that",
            "today",
            "tomorrow");
    private static final int LONG_MINUTES = 480;

    private Risks() {}

    static List<String> of(RuleText text, Deadline deadline, int minutes, Instant now) {
        var risks = new ArrayList<String>();
        if (deadline.isOver()) {
            risks.add("The deadline has passed");
        } else if (deadline.isWithin(Duration.ofDays(1))) {
            risks.add("Less than a day is left");
        }
        if (deadline.at().isPresent()
                && !deadline.isOver()
                && minutes > WorkDays.minutesBetween(now, deadline.at().get())) {
            risks.add("The work takes longer than the working time that is left");
        }
        others(text).ifPresent(other -> risks.add("Depends on input from " + other));
        if (deadline.at().isEmpty() && minutes >= LONG_MINUTES) {
            risks.add("A lot of work without a due date");
        }
        return risks;
    }

    private static java.util.Optional<String> others(RuleText text) {
        return FROM_OTHERS
                .matcher(text.all())
                .results()
                .map(match -> match.group(1))
                .filter(other -> !NOT_PEOPLE.contains(RuleText.lower(other)))
                .findFirst();
    }
}
