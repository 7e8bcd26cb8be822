package io.focusforge.orchestrator.eventwait;

import io.focusforge.common.event.TypePattern;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.run.StepContext;
import io.focusforge.orchestrator.runstore.Statement;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** What steps wait for. */
@ApplicationScoped
public class EventWaits {
    /** Nobody but the look can send a signal with a colon in its name. */
    private static final String SIGNAL = "event:";

    /** Just before the first event since the run began, or, where there is none, behind all that is complete. */
    private static final Statement SINCE_THE_RUN = new Statement("""
            INSERT INTO event_waits (tenant_id, run_id, step, user_id, type, subject, turn, place, looked_at)
            SELECT $1, $2, $3, $4, $5, $6, coalesce(first.turn, pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1),
                   coalesce(first.place - 1, 9223372036854775807), $7
            FROM (SELECT) AS one LEFT JOIN LATERAL (
                SELECT turn, place FROM events WHERE tenant_id = $1 AND user_id = $4
                  AND time >= (SELECT created_at FROM runs WHERE tenant_id = $1 AND id = $2) ORDER BY turn, place LIMIT 1) AS first ON true
            ON CONFLICT DO NOTHING""");

    private static final Statement FROM_NOW = new Statement("""
            INSERT INTO event_waits (tenant_id, run_id, step, user_id, type, subject, turn, place, looked_at)
            SELECT $1, $2, $3, $4, $5, $6, pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1, 9223372036854775807, $7
            ON CONFLICT DO NOTHING""");
    private static final Statement FORGET =
            new Statement("DELETE FROM event_waits WHERE tenant_id = $1 AND run_id = $2 AND step = $3");

    private final TenantDatabase database;
    private final Clock clock;

    EventWaits(TenantDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * An event of the user's.
     *
     * @param subject what it is of; null for anything
     * @param sinceTheRun whether one counts that came before the step, but after the run began
     */
    public record Wanted(TypePattern type, UUID subject, boolean sinceTheRun) {}

    /** Once for each step, however often it is asked for. @return the signal that it will be sent */
    public String begin(StepContext context, Wanted wanted) {
        var run = context.run();
        var insert = wanted.sinceTheRun() ? SINCE_THE_RUN : FROM_NOW;
        database.inTransaction(
                run.tenant(),
                connection -> insert.run(
                        connection,
                        run.tenant(),
                        run.id(),
                        context.step(),
                        context.caller().user(),
                        wanted.type().name(),
                        wanted.subject(),
                        clock.instant()));
        return signal(context.step());
    }

    /** It has come, or nobody waits for it any longer. */
    public void forget(StepContext context) {
        var run = context.run();
        database.inTransaction(run.tenant(), connection -> forget(connection, run.tenant(), run.id(), context.step()));
    }

    static boolean forget(SqlConnection connection, UUID tenant, UUID run, String step) {
        return FORGET.run(connection, tenant, run, step).rowCount() == 1;
    }

    static String signal(String step) {
        return SIGNAL + step;
    }
}
