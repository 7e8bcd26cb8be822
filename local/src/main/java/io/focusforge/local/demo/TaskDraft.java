package io.focusforge.local.demo;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/** A task as it is sent. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record TaskDraft(String title, String description, String dueAt, List<String> labels) {
    private static final int TITLE = 200;

    /** What the demo creates when it is given no words; the third has to do with the first. */
    static List<TaskDraft> examples(ZonedDateTime now) {
        var friday = now.with(TemporalAdjusters.next(DayOfWeek.FRIDAY)).with(LocalTime.of(17, 0));
        return List.of(
                new TaskDraft(
                        "Prepare the Q3 board deck",
                        "Collect numbers from finance by Thursday, draft 12 slides, rehearse once",
                        instant(friday),
                        List.of("work")),
                new TaskDraft(
                        "Renew the passport",
                        "Book an appointment at the town hall, get two photos, bring the old passport",
                        instant(friday.plusWeeks(3)),
                        List.of("personal")),
                new TaskDraft(
                        "Send the board deck to the investors",
                        "Ask finance to check the Q3 numbers once more, then email the slides before the board meeting",
                        instant(friday.plusDays(3)),
                        List.of("work")));
    }

    /** Three tasks from a person's words: each quoted text, or each part between semicolons, is one; what is missing follows up the first. */
    static List<TaskDraft> from(List<String> words) {
        var quoted = words.stream().anyMatch(word -> word.contains(" "));
        var texts = new ArrayList<>(
                (quoted ? words : List.of(String.join(" ", words).split(";")))
                        .stream()
                                .map(String::strip)
                                .filter(text -> !text.isEmpty())
                                .limit(3)
                                .toList());
        var first = texts.isEmpty() ? "Try FocusForge" : texts.getFirst();
        if (texts.isEmpty()) {
            texts.add(first);
        }
        for (var followUp : List.of("Check what came of: ", "Tell the team about: ")) {
            if (texts.size() < 3) {
                texts.add(followUp + first);
            }
        }
        return texts.stream().map(TaskDraft::of).toList();
    }

    private static TaskDraft of(String text) {
        return text.length() <= TITLE
                ? new TaskDraft(text, null, null, List.of())
                : new TaskDraft(text.substring(0, TITLE), text, null, List.of());
    }

    private static String instant(ZonedDateTime time) {
        return Instant.from(time).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
