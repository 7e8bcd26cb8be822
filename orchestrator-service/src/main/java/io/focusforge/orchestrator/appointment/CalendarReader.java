package io.focusforge.orchestrator.appointment;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.text.ICalReader;
import biweekly.property.RecurrenceRule;
import biweekly.util.Frequency;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.appointment.CalendarContent.Reason;
import io.focusforge.orchestrator.appointment.CalendarContent.Skipped;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;

/**
 * Reads calendar files of RFC 5545, with their own time zones, into times within a window. What comes again is reckoned by the library that reads the
 * file, since exceptions and zones are the file's; what is read of one file is bounded, whatever its rules say.
 */
final class CalendarReader {
    static final int MOST_ENTRIES = 1_000;
    /** The times that all rules of a file may name, those outside of the window included. */
    private static final int MOST_LOOKED_AT = 500_000;

    private static final Set<Frequency> FREQUENCIES =
            Set.of(Frequency.DAILY, Frequency.WEEKLY, Frequency.MONTHLY, Frequency.YEARLY);

    private final TimeZone zone;
    private final Instant from;
    private final Instant to;
    private final Map<UUID, Occurrence> occurrences = new LinkedHashMap<>();
    private final Set<UUID> sources = new LinkedHashSet<>();
    private final List<Skipped> skipped = new ArrayList<>();
    private int entries;
    private int looked;

    private CalendarReader(TimeZone zone, Instant from, Instant to) {
        this.zone = zone;
        this.from = from;
        this.to = to;
    }

    /**
     * @param zone of times that name none, and of whole days
     * @param from what has ended by then is left out
     * @param to what comes again is taken until then
     * @throws ProblemException when it is no calendar, has too many entries, or fills more than a calendar
     */
    static CalendarContent read(String text, TimeZone zone, Instant from, Instant to) {
        var reader = new CalendarReader(zone, from, to);
        try (var file = new ICalReader(text)) {
            file.setDefaultTimezone(zone);
            var calendar = file.readNext();
            if (calendar == null) {
                throw ProblemException.invalid("body", "must be a calendar of RFC 5545");
            }
            for (; calendar != null; calendar = file.readNext()) {
                reader.read(calendar);
            }
        } catch (IOException e) {
            throw ProblemException.invalid("body", "must be a calendar of RFC 5545");
        }
        return new CalendarContent(
                reader.entries, reader.sources, List.copyOf(reader.occurrences.values()), reader.skipped);
    }

    /** What is moved by itself comes behind what it is moved from. */
    private void read(ICalendar calendar) {
        entries += calendar.getEvents().size();
        if (entries > MOST_ENTRIES) {
            throw ProblemException.invalid("body", "must have at most %d entries".formatted(MOST_ENTRIES));
        }
        var entries = calendar.getEvents().stream()
                .map(event -> new CalendarEntry(event, zoneOf(calendar, event)))
                .toList();
        entries.stream().filter(entry -> !entry.isMoved()).forEach(this::take);
        entries.stream().filter(CalendarEntry::isMoved).forEach(this::take);
    }

    private TimeZone zoneOf(ICalendar calendar, VEvent event) {
        var start = event.getDateStart();
        if (start == null || start.getValue() == null || !start.getValue().hasTime()) {
            return zone;
        }
        var assigned = calendar.getTimezoneInfo().getTimezone(start);
        return assigned == null ? zone : assigned.getTimeZone();
    }

    private void take(CalendarEntry entry) {
        if (!entry.isComplete()) {
            skip(entry, Reason.INCOMPLETE);
            return;
        }
        sources.add(entry.source());
        if (entry.isMoved()) {
            occurrences.remove(entry.id(entry.planned()));
        }
        entry.refusal().ifPresentOrElse(reason -> skip(entry, reason), () -> takeTimes(entry));
    }

    private void takeTimes(CalendarEntry entry) {
        if (entry.isMoved() || !entry.comesAgain()) {
            var planned = entry.isMoved() ? entry.planned() : entry.start();
            if (!entry.isVisible(entry.start(), from, Instant.MAX)) {
                skip(entry, Reason.OUT_OF_SIGHT);
                return;
            }
            put(entry, planned, entry.start());
            return;
        }
        if (!entry.rules().stream().allMatch(CalendarReader::isRare)) {
            skip(entry, Reason.TOO_OFTEN);
            return;
        }
        expand(entry);
    }

    private static boolean isRare(RecurrenceRule rule) {
        return rule.getValue() != null && FREQUENCIES.contains(rule.getValue().getFrequency());
    }

    private void expand(CalendarEntry entry) {
        var before = occurrences.size();
        if (entry.beginsBesideRules() && entry.isVisible(entry.start(), from, to)) {
            put(entry, entry.start(), entry.start());
        }
        for (var times = entry.times(); times.hasNext(); ) {
            var start = times.next().toInstant();
            if (!start.isBefore(to)) {
                break;
            }
            if (++looked > MOST_LOOKED_AT) {
                skip(entry, Reason.TOO_OFTEN);
                return;
            }
            if (occurrences.size() > Appointments.MOST) {
                throw Appointments.full();
            }
            if (entry.isVisible(start, from, to)) {
                put(entry, start, start);
            }
        }
        if (occurrences.size() == before) {
            skip(entry, Reason.OUT_OF_SIGHT);
        }
    }

    private void put(CalendarEntry entry, Instant planned, Instant start) {
        var id = entry.id(planned);
        var appointment = new StoredAppointment(id, entry.title(), start, entry.endOf(start));
        occurrences.put(id, new Occurrence(entry.source(), appointment));
    }

    private void skip(CalendarEntry entry, Reason reason) {
        skipped.add(new Skipped(entry.uid(), reason));
    }
}
