package io.focusforge.orchestrator.recurrence;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;

/**
 * A recurrence rule of RFC 5545 §3.3.10, in time of day as a wall clock shows it: a meeting at nine is at nine in summer and in winter. A
 * time that is skipped in spring comes as much later, one that comes twice in autumn is taken the first time.
 */
public final class Rule {
    private static final int LONGEST = 500;
    private static final int HORIZON_YEARS = 50;
    /** The times looked at before a rule is taken to have none; its own library gives up an empty search by itself. */
    private static final int MOST_LOOKED_AT = 50_000;

    private static final Set<Freq> FREQUENCIES = Set.of(Freq.DAILY, Freq.WEEKLY, Freq.MONTHLY, Freq.YEARLY);

    private final RecurrenceRule rule;
    private final LocalDateTime start;
    private final ZoneId zone;

    private Rule(RecurrenceRule rule, LocalDateTime start, ZoneId zone) {
        this.rule = rule;
        this.start = start;
        this.zone = zone;
    }

    /** @throws IllegalArgumentException with what is wrong, as a sentence without its subject */
    public static Rule of(String text, LocalDateTime start, ZoneId zone) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("must have at most %d characters".formatted(LONGEST));
        }
        try {
            var rule = new RecurrenceRule(text, RecurrenceRule.RfcMode.RFC5545_STRICT);
            if (!FREQUENCIES.contains(rule.getFreq())) {
                throw new IllegalArgumentException("must repeat by day, week, month or year");
            }
            return new Rule(withLocalEnd(rule, zone), start, zone);
        } catch (InvalidRecurrenceRuleException e) {
            throw new IllegalArgumentException("must be a recurrence rule of RFC 5545, such as FREQ=WEEKLY;BYDAY=MO");
        }
    }

    private static RecurrenceRule withLocalEnd(RecurrenceRule rule, ZoneId zone) {
        var until = rule.getUntil();
        if (until != null && !until.isFloating()) {
            var end = Instant.ofEpochMilli(until.getTimestamp()).atZone(zone);
            rule.setUntil(dateTime(end.toLocalDateTime()));
        } else if (until != null && until.isAllDay()) {
            rule.setUntil(new DateTime(until.getYear(), until.getMonth(), until.getDayOfMonth(), 23, 59, 59));
        }
        return rule;
    }

    /** The first times behind {@code after}, which may be before the start; fewer when the rule ends, or has none for half a century. */
    public List<ZonedDateTime> next(ZonedDateTime after, Set<Instant> except, int atMost) {
        var found = new ArrayList<ZonedDateTime>();
        try {
            collect(found, after.withZoneSameInstant(zone), except, atMost);
        } catch (IllegalArgumentException e) {
            // The library's word for a rule that lets nothing through for long: there are no more times.
            return found;
        }
        return found;
    }

    private void collect(List<ZonedDateTime> found, ZonedDateTime after, Set<Instant> except, int atMost) {
        var last = after.toLocalDateTime().plusYears(HORIZON_YEARS);
        var times = rule.iterator(dateTime(start));
        if (rule.getCount() == null) {
            times.fastForward(dateTime(after.toLocalDateTime().minusDays(1)));
        }
        for (var looked = 0; looked < MOST_LOOKED_AT && found.size() < atMost && times.hasNext(); looked++) {
            var local = local(times.nextDateTime());
            if (local.isAfter(last)) {
                return;
            }
            var time = local.atZone(zone);
            if (time.isAfter(after) && !except.contains(time.toInstant())) {
                found.add(time);
            }
        }
    }

    private static DateTime dateTime(LocalDateTime time) {
        return new DateTime(
                time.getYear(),
                time.getMonthValue() - 1,
                time.getDayOfMonth(),
                time.getHour(),
                time.getMinute(),
                time.getSecond());
    }

    /** A floating time is as many milliseconds as the same time in UTC. */
    private static LocalDateTime local(DateTime time) {
        return LocalDateTime.ofEpochSecond(Math.floorDiv(time.getTimestamp(), 1000), 0, ZoneOffset.UTC);
    }
}
