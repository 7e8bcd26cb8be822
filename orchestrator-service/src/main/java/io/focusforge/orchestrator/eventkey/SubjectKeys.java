package io.focusforge.orchestrator.eventkey;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.focusforge.common.id.Ids;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;

/** The keys of users. One is made with the first event of its user, and none is used that is not in the table any more. */
@ApplicationScoped
public class SubjectKeys {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration REMEMBERED = Duration.ofMinutes(5);
    private static final int MOST = 10_000;
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();
    /** A key that this very transaction has made may yet be rolled back. */
    private static final String FIND = """
            SELECT id, master, wrapped,
                coalesce(xmin::text::bigint = pg_current_xact_id_if_assigned()::text::bigint & 4294967295, false) AS own
            FROM subject_keys WHERE tenant_id = $1 AND user_id = $2""";

    private static final String ADD = """
            INSERT INTO subject_keys (tenant_id, user_id, id, master, wrapped) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT DO NOTHING""";

    private record Owner(UUID tenant, UUID user) {}

    private record Found(SubjectKey key, boolean isOwn) {}

    private final MasterKeys masters;
    private final Cache<Owner, SubjectKey> ofUsers =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(REMEMBERED).build();
    private final Cache<UUID, SubjectKey> opened =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(REMEMBERED).build();

    SubjectKeys(MasterKeys masters) {
        this.masters = masters;
    }

    /** With no master key, for measurements. */
    public static SubjectKeys unwrapped() {
        return new SubjectKeys(new MasterKeys(Optional::empty));
    }

    /** The key that was used last, if it is remembered. Who writes with it requires in the statement that it is still there. */
    public Optional<SubjectKey> remembered(UUID tenant, UUID user) {
        return Optional.ofNullable(ofUsers.getIfPresent(new Owner(tenant, user)));
    }

    /** The user's key, made when there is none, in the caller's transaction. */
    public SubjectKey require(SqlConnection connection, UUID tenant, UUID user) {
        var found = find(connection, tenant, user);
        if (found.isEmpty()) {
            add(connection, tenant, user);
            found = find(connection, tenant, user);
        }
        var key = found.orElseThrow();
        if (!key.isOwn()) {
            ofUsers.put(new Owner(tenant, user), key.key());
        }
        return key.key();
    }

    /** What was remembered may be out of date. */
    public void forget(UUID tenant, UUID user) {
        ofUsers.invalidate(new Owner(tenant, user));
    }

    /** A key that was read along with what it opens. */
    public SubjectKey open(UUID tenant, UUID user, UUID id, String master, byte[] wrapped) {
        return opened.get(id, unknown -> {
            var key = masters.unwrap(tenant, user, new MasterKeys.Wrapped(master, wrapped));
            return new SubjectKey(id, new SecretKeySpec(key, "AES"));
        });
    }

    private Optional<Found> find(SqlConnection connection, UUID tenant, UUID user) {
        return execute(connection, FIND, Tuple.of(tenant, user)).stream()
                .map(row -> new Found(
                        open(
                                tenant,
                                user,
                                row.getUUID(0),
                                row.getString(1),
                                row.getBuffer(2).getBytes()),
                        row.getBoolean(3)))
                .findFirst();
    }

    private void add(SqlConnection connection, UUID tenant, UUID user) {
        var key = new byte[BYTES];
        RANDOM.nextBytes(key);
        var wrapped = masters.wrap(tenant, user, key);
        var row = Tuple.of(tenant, user, Ids.next(), wrapped.master()).addBuffer(Buffer.buffer(wrapped.content()));
        execute(connection, ADD, row);
    }

    private static RowSet<Row> execute(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).await().atMost(TIMEOUT);
    }
}
