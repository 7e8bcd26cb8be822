package io.focusforge.orchestrator.taskapi;

import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.task.Reminder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** A reminder as it is sent: at a time, or a while before the task is due. */
record ReminderDraft(Instant at, Duration beforeDue) {
    private static final Duration LONGEST = Duration.ofDays(366);

    /** Those that were there already, and have fired, do not fire again. */
    static List<Reminder> reminders(List<ReminderDraft> drafts, List<Reminder> present) {
        return IntStream.range(0, drafts.size())
                .mapToObj(i -> drafts.get(i).reminder("reminders[" + i + "]", present))
                .distinct()
                .toList();
    }

    private Reminder reminder(String field, List<Reminder> present) {
        if ((at == null) == (beforeDue == null)) {
            throw ProblemException.invalid(field, "takes either 'at' or 'beforeDue'");
        }
        DueDate.require(field + ".at", at);
        if (beforeDue != null && (beforeDue.isNegative() || beforeDue.compareTo(LONGEST) > 0)) {
            throw ProblemException.invalid(field + ".beforeDue", "must be from PT0S to P366D");
        }
        var fresh = new Reminder(at, beforeDue, null);
        return present.stream()
                .filter(known -> new Reminder(known.at(), known.beforeDue(), null).equals(fresh))
                .findFirst()
                .orElse(fresh);
    }
}
