package io.focusforge.orchestrator.recurrence;

import io.focusforge.common.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;

/** A series that may be: its rule and zone are right, and there is a time behind the start. */
public record SeriesDraft(String rule, String timeZone, Instant startsAt, Next next, Series.Template template) {
    /** @param prefix of the names of the fields, for the problem */
    public static SeriesDraft checked(String prefix, SeriesDraft draft) {
        var zone = zone(prefix + "timeZone", draft.timeZone);
        try {
            var rule = Rule.of(draft.rule, draft.startsAt.atZone(zone).toLocalDateTime(), zone);
            if (rule.next(draft.startsAt.atZone(zone), java.util.Set.of(), 1).isEmpty()) {
                throw ProblemException.invalid(prefix + "rule", "has no time behind that of the task");
            }
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(prefix + "rule", e.getMessage());
        }
        return draft;
    }

    /** A zone of the IANA database; offsets and abbreviations know nothing of summer. */
    public static ZoneId zone(String field, String text) {
        try {
            if (text.equals("UTC") || text.indexOf('/') > 0) {
                return ZoneId.of(text);
            }
        } catch (DateTimeException e) {
            throw noZone(field);
        }
        throw noZone(field);
    }

    private static ProblemException noZone(String field) {
        return ProblemException.invalid(field, "must be a time zone of the IANA database, such as Europe/Berlin");
    }
}
