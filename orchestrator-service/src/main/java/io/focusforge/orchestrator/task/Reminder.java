package io.focusforge.orchestrator.task;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;

/**
 * When to remind of a task: at an instant, or so long before it is due, which moves with the due date.
 *
 * @param firedFor the time for which it has fired last; null when it has not
 */
public record Reminder(Instant at, Duration beforeDue, Instant firedFor) {
    public Reminder {
        if ((at == null) == (beforeDue == null)) {
            throw new IllegalArgumentException("a reminder has either a time or a distance from the due date");
        }
    }

    /** @return null for one that hangs on a due date which is not there */
    public Instant time(Instant dueAt) {
        if (at != null) {
            return at;
        }
        return dueAt == null ? null : dueAt.minus(beforeDue);
    }

    /** Whether it will fire at {@code time}. */
    @JsonIgnore
    boolean isArmedFor(Instant time, Instant dueAt) {
        return time.equals(time(dueAt)) && !time.equals(firedFor);
    }

    Reminder firedFor(Instant time, Instant dueAt) {
        return time.equals(time(dueAt)) ? new Reminder(at, beforeDue, time) : this;
    }
}
