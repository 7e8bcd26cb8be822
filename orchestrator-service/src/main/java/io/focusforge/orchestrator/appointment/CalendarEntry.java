package io.focusforge.orchestrator.appointment;

import biweekly.component.VEvent;
import biweekly.property.RecurrenceDates;
import biweekly.property.RecurrenceRule;
import io.focusforge.orchestrator.appointment.CalendarContent.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.UUID;

/**
 * An entry of a calendar file: one time, times that come again, or one of these that is moved.
 *
 * @param zone of its beginning, which may be one of the file's own; of whole days one that Java knows
 */
record CalendarEntry(VEvent event, TimeZone zone) {
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_UID = 255;
    private static final int YEARS = 9999;

    boolean isComplete() {
        return uid() != null
                && event.getDateStart() != null
                && event.getDateStart().getValue() != null
                && (!isMoved() || event.getRecurrenceId().getValue() != null)
                && isOfOurTime();
    }

    private boolean isOfOurTime() {
        var year = start().atZone(ZoneOffset.UTC).getYear();
        return year >= 1970 && year < YEARS;
    }

    /** Cut where it is endless; null for none. */
    String uid() {
        var uid = event.getUid() == null ? null : event.getUid().getValue();
        return uid == null || uid.isBlank() ? null : uid.substring(0, Math.min(uid.length(), LONGEST_UID));
    }

    UUID source() {
        return Occurrence.source(event.getUid().getValue());
    }

    UUID id(Instant planned) {
        return Occurrence.id(source(), planned);
    }

    /** Whether it stands for one of the times at which another entry comes again. */
    boolean isMoved() {
        return event.getRecurrenceId() != null;
    }

    /** When it would be, were it not moved. */
    Instant planned() {
        return event.getRecurrenceId().getValue().toInstant();
    }

    Instant start() {
        return event.getDateStart().getValue().toInstant();
    }

    boolean comesAgain() {
        return !rules().isEmpty() || !event.getProperties(RecurrenceDates.class).isEmpty();
    }

    List<RecurrenceRule> rules() {
        return event.getProperties(RecurrenceRule.class);
    }

    /** Whether its beginning is among its times although {@link #times} has it not: where dates are listed, and no rule begins with it. */
    boolean beginsBesideRules() {
        return rules().isEmpty()
                && event.getExceptionDates().stream()
                        .flatMap(dates -> dates.getValues().stream())
                        .noneMatch(date -> date.toInstant().equals(start()));
    }

    Iterator<Date> times() {
        return event.getDateIterator(zone);
    }

    /** Why it is not taken, whenever it is. */
    Optional<Reason> refusal() {
        if (event.getStatus() != null && event.getStatus().isCancelled()) {
            return Optional.of(Reason.CANCELLED);
        }
        var length = Duration.between(start(), endOf(start()));
        if (!length.isPositive()
                || event.getTransparency() != null && event.getTransparency().isTransparent()) {
            return Optional.of(Reason.FREE);
        }
        return length.compareTo(AppointmentDraft.LONGEST) > 0 ? Optional.of(Reason.TOO_LONG) : Optional.empty();
    }

    boolean isVisible(Instant begin, Instant from, Instant to) {
        return begin.isBefore(to) && endOf(begin).isAfter(from);
    }

    /** Whole days are as long as the days are; all else is as long as it was said to be. */
    Instant endOf(Instant begin) {
        var first = event.getDateStart().getValue();
        var given = event.getDateEnd() == null ? null : event.getDateEnd().getValue();
        if (!first.hasTime()) {
            var day = begin.atZone(zone.toZoneId());
            return day.plusDays(days(given)).toInstant();
        }
        return given == null
                ? begin.plusMillis(duration())
                : begin.plus(Duration.between(first.toInstant(), given.toInstant()));
    }

    private long days(Date given) {
        if (given == null) {
            return Math.max(1, Duration.ofMillis(duration()).toDays());
        }
        return ChronoUnit.DAYS.between(
                start().atZone(zone.toZoneId()).toLocalDate(),
                given.toInstant().atZone(zone.toZoneId()).toLocalDate());
    }

    private long duration() {
        return event.getDuration() == null || event.getDuration().getValue() == null
                ? 0
                : event.getDuration().getValue().toMillis();
    }

    /** Cut where it is longer than a title may be; null for none. */
    String title() {
        var text = event.getSummary() == null ? null : event.getSummary().getValue();
        if (text == null || text.isBlank()) {
            return null;
        }
        var plain = text.replaceAll("[\\x00\\x{D800}-\\x{DFFF}]", "");
        var end = plain.length() <= LONGEST_TITLE
                ? plain.length()
                : LONGEST_TITLE - (Character.isHighSurrogate(plain.charAt(LONGEST_TITLE - 1)) ? 1 : 0);
        return plain.substring(0, end);
    }
}
