package io.focusforge.orchestrator.library;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import java.util.function.BiFunction;

/** Which version is active, and the end of those that are not wanted any more. */
@ApplicationScoped
class ChainChanges {
    private final TenantDatabase database;
    private final Clock clock;
    private final ChainStore store = new ChainStore();
    private final CallStore calls = new CallStore();

    ChainChanges(TenantDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    static ProblemException unknown() {
        return new ProblemException(
                ErrorCode.NOT_FOUND, "There is no such chain or version; GET /api/v1/chains lists them.");
    }

    Head activate(UUID tenant, String name, int version) {
        return change(tenant, name, (connection, head) -> activated(connection, tenant, head, version));
    }

    /** To the version that was active before, which then can be rolled back in turn. */
    Head rollBack(UUID tenant, String name) {
        return change(tenant, name, (connection, head) -> {
            if (head.previous() == null) {
                throw new ProblemException(ErrorCode.CONFLICT, "No other version of this chain was active before.");
            }
            return activated(connection, tenant, head, head.previous());
        });
    }

    private Head activated(SqlConnection connection, UUID tenant, Head head, int version) {
        if (store.version(connection, tenant, head.name(), version).isEmpty()) {
            throw unknown();
        }
        if (head.active() == version) {
            return head;
        }
        var next = new Head(head.name(), version, head.active(), head.latest(), clock.instant());
        store.set(connection, tenant, next);
        return next;
    }

    void deleteVersion(UUID tenant, String name, int version) {
        change(tenant, name, (connection, head) -> {
            requireUncalled(connection, tenant, name, version);
            if (head.active() == version) {
                throw new ProblemException(ErrorCode.CONFLICT, "This version is active; activate another one first.");
            }
            if (!calls.deleteVersion(connection, tenant, name, version)) {
                throw unknown();
            }
            var isPrevious = head.previous() != null && head.previous() == version;
            var next = isPrevious ? new Head(name, head.active(), null, head.latest(), head.changedAt()) : head;
            store.set(connection, tenant, next);
            return next;
        });
    }

    void delete(UUID tenant, String name) {
        change(tenant, name, (connection, head) -> {
            requireUncalled(connection, tenant, name, null);
            calls.deleteChain(connection, tenant, name);
            return head;
        });
    }

    private void requireUncalled(SqlConnection connection, UUID tenant, String name, Integer version) {
        calls.caller(connection, tenant, name, version).ifPresent(caller -> {
            throw new ProblemException(ErrorCode.CONFLICT, "The chain %s calls it.".formatted(caller));
        });
    }

    private Head change(UUID tenant, String name, BiFunction<SqlConnection, Head, Head> change) {
        return database.inTransaction(tenant, connection -> {
            var head = store.lock(connection, tenant, name).orElseThrow(ChainChanges::unknown);
            return change.apply(connection, head);
        });
    }
}
