package io.focusforge.orchestrator.plan;

import io.focusforge.orchestrator.event.Pipeline;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table of plans. */
@ApplicationScoped
public class PlanStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** Plans of one owner that others keep out of the way of. */
    private static final int MOST_BUSY = 100;

    private static final String INSERT = """
            INSERT INTO plans (tenant_id, owner_id, id, version, status, ends_at, look_at, document, replan_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)""";
    private static final String UPDATE = """
            UPDATE plans SET version = $4, status = $5, ends_at = $6, look_at = $7, document = $8, replan_at = $9
            WHERE tenant_id = $1 AND owner_id = $2 AND id = $3 AND version = $10""";
    private static final String ACT_FOR =
            "UPDATE plans SET caller = $4 WHERE tenant_id = $1 AND owner_id = $2 AND id = $3";
    private static final String CALLER = "SELECT caller FROM plans WHERE tenant_id = $1 AND owner_id = $2 AND id = $3";
    private static final String DELETE = "DELETE FROM plans WHERE tenant_id = $1 AND owner_id = $2 AND id = $3";
    private static final String FIND = "SELECT document FROM plans WHERE tenant_id = $1 AND owner_id = $2 AND id = $3";
    private static final String LIST = """
            SELECT id, document FROM plans
            WHERE tenant_id = $1 AND owner_id = $2 AND ($3::text IS NULL OR status = $3) AND ($4::uuid IS NULL OR id < $4)
            ORDER BY id DESC LIMIT $5::int""";
    private static final String BUSY = """
            SELECT document FROM plans
            WHERE tenant_id = $1 AND owner_id = $2 AND id <> $3 AND status = 'accepted' AND ends_at > $4
            ORDER BY ends_at LIMIT $5::int""";
    private static final String CLAIM = """
            UPDATE plans AS p SET look_at = $2 FROM (
                SELECT tenant_id, id FROM plans WHERE look_at <= $1 ORDER BY look_at LIMIT $3::int FOR UPDATE SKIP LOCKED) AS due
            WHERE p.tenant_id = due.tenant_id AND p.id = due.id RETURNING p.tenant_id, p.owner_id, p.id""";

    private static final String LOOK_AT = """
            UPDATE plans SET look_at = $5 WHERE tenant_id = $1 AND owner_id = $2 AND id = $3 AND version = $4""";

    private static final String CLAIM_REPLAN = CLAIM.replace("look_at", "replan_at");
    private static final String REPLAN_AT = LOOK_AT.replace("look_at", "replan_at");
    /** In one order, so that two who do this at once wait for each other. */
    private static final String REPLAN_SOON = """
            WITH own AS MATERIALIZED (
                SELECT tenant_id, id FROM plans WHERE tenant_id = $1 AND owner_id = $2 AND status = 'accepted' ORDER BY id FOR UPDATE)
            UPDATE plans AS p SET replan_at = least(coalesce(replan_at, $3), $3) FROM own
            WHERE p.tenant_id = own.tenant_id AND p.id = own.id""";
    /** What changes within so long is looked at together. */
    private static final Duration A_MOMENT = Duration.ofSeconds(5);

    private final PlanJson json;

    PlanStore(PlanJson json) {
        this.json = json;
    }

    /** A plan as it is stored. */
    public record Stored(UUID id, String document) {}

    void insert(Pipeline pipeline, PlanKey key, Plan plan) {
        pipeline.changeOne(INSERT, columns(key, plan));
    }

    void update(Pipeline pipeline, PlanKey key, Plan plan, int expectedVersion) {
        pipeline.changeOne(UPDATE, columns(key, plan).addInteger(expectedVersion));
    }

    /** @param caller on whose behalf its steps run, as {@code runstore.Stored} writes it */
    public void actFor(Pipeline pipeline, PlanKey key, String caller) {
        pipeline.changeOne(ACT_FOR, of(key).addString(caller));
    }

    /** Empty when nobody has asked for its steps to run. */
    public Optional<String> caller(SqlConnection connection, PlanKey key) {
        return rows(connection, CALLER, of(key)).stream().findFirst().map(row -> row.getString(0));
    }

    public void delete(Pipeline pipeline, PlanKey key) {
        pipeline.changeOne(DELETE, of(key));
    }

    public Optional<Plan> find(SqlConnection connection, PlanKey key) {
        return rows(connection, FIND, of(key)).stream().findFirst().map(row -> json.plan(row.getString(0)));
    }

    /** One more than the limit, when there are that many. @param status null for all @param after null for the beginning */
    public List<Stored> list(SqlConnection connection, PlanKey owner, PlanStatus status, UUID after, int limit) {
        var parameters = Tuple.of(owner.tenant(), owner.owner())
                .addString(status == null ? null : status.text())
                .addUUID(after)
                .addInteger(limit + 1);
        return rows(connection, LIST, parameters).stream()
                .map(row -> new Stored(row.getUUID(0), row.getString(1)))
                .toList();
    }

    /** When the owner is busy with other plans that were accepted. */
    public List<TimeSpan> busy(SqlConnection connection, PlanKey key, Instant now) {
        return rows(connection, BUSY, of(key).addOffsetDateTime(utc(now)).addInteger(MOST_BUSY)).stream()
                .flatMap(row -> json.plan(row.getString(0)).steps().stream())
                .filter(step -> !step.runsByItself() && step.isLeftToDo() && step.taskId() != null)
                .flatMap(step -> step.blocks().stream())
                .toList();
    }

    /** Of all tenants, those that are to be looked after; they are looked after again by {@code next}. */
    public List<PlanKey> claim(SqlConnection connection, Instant now, Instant next, int atMost) {
        return keys(rows(connection, CLAIM, Tuple.of(utc(now), utc(next), atMost)));
    }

    /** For one that nothing happens to but what people do. */
    public void lookAt(SqlConnection connection, PlanKey key, int version, Instant next) {
        rows(connection, LOOK_AT, of(key).addInteger(version).addOffsetDateTime(utc(next)));
    }

    /** Of all tenants, those that may not fit any more; somebody looks again by {@code next}. */
    public List<PlanKey> claimReplan(SqlConnection connection, Instant now, Instant next, int atMost) {
        return keys(rows(connection, CLAIM_REPLAN, Tuple.of(utc(now), utc(next), atMost)));
    }

    /** For one that was looked at and left as it is. */
    public void replanAt(SqlConnection connection, PlanKey key, Plan plan, Instant now) {
        rows(connection, REPLAN_AT, of(key).addInteger(plan.version()).addOffsetDateTime(utc(replanAt(plan, now))));
    }

    /** Something has changed that the accepted plans of this owner may have to make room for. */
    public void replanSoon(SqlConnection connection, UUID tenant, UUID owner, Instant now) {
        rows(connection, REPLAN_SOON, Tuple.of(tenant, owner, utc(now.plus(A_MOMENT))));
    }

    /** The same, sent with others. */
    public void replanSoon(Pipeline pipeline, UUID tenant, UUID owner, Instant now) {
        pipeline.change(REPLAN_SOON, Tuple.of(tenant, owner, utc(now.plus(A_MOMENT))));
    }

    private static Instant replanAt(Plan plan, Instant now) {
        return plan.status() == PlanStatus.ACCEPTED ? plan.nextEnd(now).orElse(null) : null;
    }

    private static List<PlanKey> keys(RowSet<Row> rows) {
        return rows.stream()
                .map(row -> new PlanKey(row.getUUID(0), row.getUUID(1), row.getUUID(2)))
                .toList();
    }

    private Tuple columns(PlanKey key, Plan plan) {
        var isRunning = plan.steps().stream().anyMatch(step -> step.state() == StepState.RUNNING);
        var isActive = isRunning || plan.execution() != null && plan.execution().isActive();
        return of(key).addInteger(plan.version())
                .addString(plan.status().text())
                .addOffsetDateTime(utc(plan.outlook().endsAt()))
                .addOffsetDateTime(isActive ? utc(plan.updatedAt()) : null)
                .addString(json.write(plan))
                .addOffsetDateTime(utc(replanAt(plan, plan.updatedAt())));
    }

    private static Tuple of(PlanKey key) {
        return Tuple.of(key.tenant(), key.owner(), key.id());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static RowSet<Row> rows(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).await().atMost(TIMEOUT);
    }
}
