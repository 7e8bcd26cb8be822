package io.focusforge.orchestrator.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** When to begin which step: spread over the working days until the due date, by named days, in order, and never too late. */
final class Schedule {
    private static final int FOCUS_MINUTES_PER_DAY = 240;

    private final Instant now;
    private final Instant dueAt;
    private final LocalDate today;

    private Schedule(Instant dueAt, Instant now) {
        this.now = now;
        this.dueAt = dueAt;
        this.today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    /** @return an instant per step; null for those that no time is left for */
    static List<Instant> of(List<String> texts, List<Integer> minutes, Instant dueAt, Instant now) {
        return new Schedule(dueAt, now).starts(texts, minutes);
    }

    private List<Instant> starts(List<String> texts, List<Integer> minutes) {
        var named = texts.stream()
                .map(text -> DateWords.day(text, today).orElse(null))
                .toList();
        var days = days(minutes, named);
        var starts = new ArrayList<Instant>();
        var previous = new Slot(now, now);
        for (var i = 0; i < texts.size(); i++) {
            var day = dayOf(i, days.get(i * days.size() / texts.size()), named);
            previous = next(previous, WorkDays.start(day, now), minutes.get(i));
            starts.add(dueAt != null && previous.start().isAfter(dueAt) ? null : previous.start());
        }
        return starts;
    }

    private LocalDate dayOf(int step, LocalDate planned, List<LocalDate> named) {
        var latest = latest(named, step);
        var day = latest != null && latest.isBefore(planned) ? latest : planned;
        return day.isBefore(today) ? today : day;
    }

    /** Behind the previous step if there is time for that, else beside it. */
    private Slot next(Slot previous, Instant morning, int minutes) {
        var start = later(morning, previous.end());
        if (dueAt != null && start.isAfter(dueAt)) {
            start = previous.start();
        }
        return new Slot(start, start.plus(minutes, ChronoUnit.MINUTES));
    }

    private List<LocalDate> days(List<Integer> minutes, List<LocalDate> named) {
        if (dueAt != null) {
            return WorkDays.between(today, LocalDate.ofInstant(dueAt, ZoneOffset.UTC));
        }
        if (named.getLast() != null) {
            return WorkDays.between(today, named.getLast());
        }
        var sum = minutes.stream().mapToInt(Integer::intValue).sum();
        return WorkDays.from(today, 1 + sum / FOCUS_MINUTES_PER_DAY);
    }

    /** The nearest day that this step, or one that waits for it, names. */
    private static LocalDate latest(List<LocalDate> named, int step) {
        return named.subList(step, named.size()).stream()
                .filter(day -> day != null)
                .min(LocalDate::compareTo)
                .orElse(null);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private record Slot(Instant start, Instant end) {}
}
