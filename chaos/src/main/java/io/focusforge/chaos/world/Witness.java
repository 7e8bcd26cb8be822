package io.focusforge.chaos.world;

import io.focusforge.chaos.history.Event;
import io.focusforge.local.server.PostgresAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Sees in the database itself which attempts began and which ends were recorded: triggers write them down in the same transactions. An
 * end is known by the event that is promised with it, wherever finished jobs are kept.
 */
public final class Witness {
    private static final String CLAIMS = "SELECT at, job, fence, attempt FROM chaos.claims ORDER BY at";
    private static final String FINISHES = "SELECT at, job, state, attempt FROM chaos.finishes ORDER BY at";
    private static final String ANY =
            "SELECT EXISTS (SELECT FROM chaos.finishes WHERE at >= ? AND job = ANY (?::text[]))";
    private static final String BEGUN = "SELECT DISTINCT job FROM chaos.claims WHERE at < ?";
    private static final String ENDED = "SELECT count(DISTINCT job) FROM chaos.finishes";
    /** Requests that were not answered may have left jobs, too. */
    private static final String ALL_ENDED = """
            SELECT NOT EXISTS (SELECT FROM unnest(?::text[]) AS job
                               WHERE NOT EXISTS (SELECT FROM chaos.finishes WHERE finishes.job = job.job))
               AND NOT EXISTS (SELECT FROM jobs WHERE state IN ('waiting', 'queued', 'dispatched', 'running'))""";

    private final PostgresAddress postgres;
    private final String database;

    Witness(PostgresAddress postgres, String database) {
        this.postgres = postgres;
        this.database = database;
    }

    /** When the tables are there. */
    void install() throws SQLException, IOException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var sql = Witness.class.getResourceAsStream("/witness.sql")) {
            statement.execute(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    public boolean sawAnyEnd(long since, Collection<String> jobs) throws SQLException {
        try (var connection = connect();
                var statement = connection.prepareStatement(ANY)) {
            statement.setLong(1, since);
            statement.setArray(2, connection.createArrayOf("text", jobs.toArray()));
            try (var rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    /** The jobs of which an attempt had begun before this time. */
    public Set<String> begunBefore(long time) throws SQLException {
        try (var connection = connect();
                var statement = connection.prepareStatement(BEGUN)) {
            statement.setLong(1, time);
            var jobs = new HashSet<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    jobs.add(rows.getString(1));
                }
            }
            return jobs;
        }
    }

    public long ended() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(ENDED)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Whether these have ended, and nothing else is left to be done. */
    public boolean sawAllEnd(Collection<String> jobs) throws SQLException {
        try (var connection = connect();
                var statement = connection.prepareStatement(ALL_ENDED)) {
            statement.setArray(1, connection.createArrayOf("text", jobs.toArray()));
            try (var rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    /** Everything that it has seen. */
    public List<Event> testify() throws SQLException {
        var events = new ArrayList<Event>();
        try (var connection = connect();
                var statement = connection.createStatement()) {
            try (var rows = statement.executeQuery(CLAIMS)) {
                while (rows.next()) {
                    events.add(claimed(rows));
                }
            }
            try (var rows = statement.executeQuery(FINISHES)) {
                while (rows.next()) {
                    events.add(finished(rows));
                }
            }
        }
        return events;
    }

    public Connection connect() throws SQLException {
        return postgres.connect(database);
    }

    private static Event claimed(ResultSet row) throws SQLException {
        return new Event.Claimed(row.getLong("at"), row.getString("job"), row.getLong("fence"), row.getInt("attempt"));
    }

    private static Event finished(ResultSet row) throws SQLException {
        return new Event.Finished(
                row.getLong("at"), row.getString("job"), row.getString("state"), row.getInt("attempt"));
    }
}
