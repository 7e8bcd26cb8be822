package io.focusforge.orchestrator.appointment;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.appointment.CalendarContent.Skipped;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TimeZone;

/** Takes calendar files over. What a file has said before under the same ids, and says no more, goes; what is over stays. */
@ApplicationScoped
class CalendarImport {
    static final int MOST_BYTES = 1_048_576;
    private static final int MOST_TOLD = 100;

    private final Appointments appointments;
    private final Clock clock;

    CalendarImport(Appointments appointments, Clock clock) {
        this.appointments = appointments;
        this.clock = clock;
    }

    /**
     * What came of a file.
     *
     * @param entries that it has
     * @param appointments that it makes, or made already
     * @param removed that it does not make any more
     * @param skipped entries that are not taken, the first hundred of them
     * @param until what comes again is taken until then
     */
    @RegisterForReflection
    record Report(int entries, int appointments, int removed, List<Skipped> skipped, Instant until) {}

    /** A file that is read and not taken over yet. */
    record File(CalendarContent content, Instant now, Instant until) {}

    /** @param timeZone of times that name none; null for UTC */
    File read(byte[] body, String timeZone) {
        if (body.length > MOST_BYTES) {
            throw new ProblemException(ErrorCode.PAYLOAD_TOO_LARGE, "A calendar file has at most 1 MiB.");
        }
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var until = now.plus(AppointmentStore.AHEAD);
        var text = new String(body, StandardCharsets.UTF_8);
        return new File(CalendarReader.read(text, zone(timeZone), now, until), now, until);
    }

    /** Part of the caller's transaction. */
    Report take(SqlConnection connection, Caller who, File file) {
        var content = file.content();
        var removed = appointments.replace(connection, who, content, file.now());
        var skipped = content.skipped();
        return new Report(
                content.entries(),
                content.occurrences().size(),
                removed,
                skipped.subList(0, Math.min(skipped.size(), MOST_TOLD)),
                file.until());
    }

    private static TimeZone zone(String name) {
        try {
            return TimeZone.getTimeZone(ZoneId.of(name == null ? "UTC" : name));
        } catch (DateTimeException e) {
            throw ProblemException.invalid("timeZone", "must be a time zone, such as Europe/Lisbon");
        }
    }
}
