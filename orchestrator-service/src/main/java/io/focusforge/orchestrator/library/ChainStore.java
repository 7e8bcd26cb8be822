package io.focusforge.orchestrator.library;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The tables of chains, in the caller's transaction. */
final class ChainStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String LOCK =
            "SELECT name, active, previous, latest, changed_at FROM chains WHERE tenant_id = $1 AND name = $2 FOR UPDATE";
    private static final String HEAD =
            "SELECT name, active, previous, latest, changed_at FROM chains WHERE tenant_id = $1 AND name = $2";
    private static final String HEADS = """
            SELECT name, active, previous, latest, changed_at FROM chains
            WHERE tenant_id = $1 AND name > $2 ORDER BY name LIMIT $3""";
    private static final String COUNT = "SELECT count(*) FROM chains WHERE tenant_id = $1";
    private static final String FIRST = """
            INSERT INTO chains (tenant_id, name, active, latest, changed_at) VALUES ($1, $2, 1, 0, $3)
            ON CONFLICT DO NOTHING""";
    private static final String SET = """
            UPDATE chains SET active = $3, previous = $4, latest = $5, changed_at = $6
            WHERE tenant_id = $1 AND name = $2""";
    private static final String INSERT = """
            INSERT INTO chain_versions (tenant_id, name, version, id, definition, depth, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)""";
    private static final String COLUMNS = "name, version, id, definition, depth, created_at";
    private static final String VERSION =
            "SELECT " + COLUMNS + " FROM chain_versions WHERE tenant_id = $1 AND name = $2 AND version = $3";
    private static final String BY_ID = "SELECT " + COLUMNS + " FROM chain_versions WHERE tenant_id = $1 AND id = $2";
    private static final String THESE = "SELECT " + COLUMNS + " " + """
            FROM unnest($2::text[], $3::int[]) AS wanted (wanted_name, wanted_version)
            JOIN chain_versions ON tenant_id = $1 AND name = wanted_name AND version = wanted_version ORDER BY name""";
    private static final String VERSIONS = "SELECT " + COLUMNS + " " + """
            FROM chain_versions WHERE tenant_id = $1 AND name = $2 AND version < $3 ORDER BY version DESC LIMIT $4""";
    private static final String COUNT_VERSIONS =
            "SELECT count(*) FROM chain_versions WHERE tenant_id = $1 AND name = $2";

    Optional<Head> lock(SqlConnection connection, UUID tenant, String name) {
        return first(execute(connection, LOCK, Tuple.of(tenant, name))).map(ChainStore::head);
    }

    Optional<Head> head(SqlConnection connection, UUID tenant, String name) {
        return first(execute(connection, HEAD, Tuple.of(tenant, name))).map(ChainStore::head);
    }

    List<Head> heads(SqlConnection connection, UUID tenant, String after, int atMost) {
        return stream(execute(connection, HEADS, Tuple.of(tenant, after, atMost)), ChainStore::head);
    }

    long chains(SqlConnection connection, UUID tenant) {
        return execute(connection, COUNT, Tuple.of(tenant)).iterator().next().getLong(0);
    }

    void begin(SqlConnection connection, UUID tenant, String name, Instant now) {
        execute(connection, FIRST, Tuple.of(tenant, name, now.atOffset(ZoneOffset.UTC)));
    }

    void set(SqlConnection connection, UUID tenant, Head head) {
        execute(
                connection,
                SET,
                Tuple.of(tenant, head.name(), head.active(), head.previous(), head.latest())
                        .addOffsetDateTime(head.changedAt().atOffset(ZoneOffset.UTC)));
    }

    void add(SqlConnection connection, UUID tenant, StoredVersion version) {
        execute(
                connection,
                INSERT,
                Tuple.of(tenant, version.name(), version.version(), version.id(), version.definition(), version.depth())
                        .addOffsetDateTime(version.createdAt().atOffset(ZoneOffset.UTC)));
    }

    Optional<StoredVersion> version(SqlConnection connection, UUID tenant, String name, int version) {
        return first(execute(connection, VERSION, Tuple.of(tenant, name, version)))
                .map(ChainStore::version);
    }

    Optional<StoredVersion> version(SqlConnection connection, UUID tenant, UUID id) {
        return first(execute(connection, BY_ID, Tuple.of(tenant, id))).map(ChainStore::version);
    }

    /** The active versions. */
    List<StoredVersion> active(SqlConnection connection, UUID tenant, List<Head> heads) {
        return stream(
                execute(
                        connection,
                        THESE,
                        Tuple.of(tenant)
                                .addArrayOfString(heads.stream().map(Head::name).toArray(String[]::new))
                                .addArrayOfInteger(
                                        heads.stream().map(Head::active).toArray(Integer[]::new))),
                ChainStore::version);
    }

    /** The newest first. */
    List<StoredVersion> versions(SqlConnection connection, UUID tenant, String name, int before, int atMost) {
        return stream(execute(connection, VERSIONS, Tuple.of(tenant, name, before, atMost)), ChainStore::version);
    }

    long versions(SqlConnection connection, UUID tenant, String name) {
        return execute(connection, COUNT_VERSIONS, Tuple.of(tenant, name))
                .iterator()
                .next()
                .getLong(0);
    }

    private static Head head(Row row) {
        return new Head(
                row.getString("name"),
                row.getInteger("active"),
                row.getInteger("previous"),
                row.getInteger("latest"),
                row.getOffsetDateTime("changed_at").toInstant());
    }

    private static StoredVersion version(Row row) {
        return new StoredVersion(
                row.getString("name"),
                row.getInteger("version"),
                row.getUUID("id"),
                row.getString("definition"),
                row.getInteger("depth"),
                row.getOffsetDateTime("created_at").toInstant());
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
    }

    private static <T> List<T> stream(RowSet<Row> rows, java.util.function.Function<Row, T> reading) {
        return StreamSupport.stream(rows.spliterator(), false).map(reading).toList();
    }

    private static RowSet<Row> execute(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).await().atMost(TIMEOUT);
    }
}
