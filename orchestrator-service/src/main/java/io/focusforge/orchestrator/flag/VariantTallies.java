package io.focusforge.orchestrator.flag;

import io.focusforge.orchestrator.flag.FlagView.RolledBack;
import io.focusforge.orchestrator.runstore.Statement;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The tables of what came of the variants of flags. Parts of the caller's transactions. */
final class VariantTallies {
    private static final Statement ADD = new Statement("""
            INSERT INTO variant_tallies (tenant_id, key, variant, succeeded, failed) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (tenant_id, key, variant) DO UPDATE
            SET succeeded = variant_tallies.succeeded + excluded.succeeded, failed = variant_tallies.failed + excluded.failed""");
    private static final Statement ALL =
            new Statement("SELECT variant, succeeded, failed FROM variant_tallies WHERE tenant_id = $1 AND key = $2");
    private static final Statement ROLL_BACK = new Statement("""
            INSERT INTO flag_roll_backs (tenant_id, key, variant, reason, at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (tenant_id, key) DO UPDATE SET variant = excluded.variant, reason = excluded.reason, at = excluded.at""");
    private static final Statement ROLLED_BACK =
            new Statement("SELECT variant, reason, at FROM flag_roll_backs WHERE tenant_id = $1 AND key = $2");
    private static final Statement FORGET =
            new Statement("DELETE FROM variant_tallies WHERE tenant_id = $1 AND key = $2");
    private static final Statement FORGET_ROLL_BACK =
            new Statement("DELETE FROM flag_roll_backs WHERE tenant_id = $1 AND key = $2");

    void add(SqlConnection connection, UUID owner, String key, String variant, Tally tally) {
        ADD.run(connection, owner, key, variant, tally.succeeded(), tally.failed());
    }

    Map<String, Tally> all(SqlConnection connection, UUID owner, String key) {
        var tallies = new HashMap<String, Tally>();
        ALL.run(connection, owner, key)
                .forEach(row -> tallies.put(
                        row.getString("variant"), new Tally(row.getLong("succeeded"), row.getLong("failed"))));
        return tallies;
    }

    void rollBack(SqlConnection connection, UUID owner, String key, RolledBack back) {
        ROLL_BACK.run(connection, owner, key, back.variant(), back.reason(), back.at());
    }

    Optional<RolledBack> rolledBack(SqlConnection connection, UUID owner, String key) {
        return ROLLED_BACK.run(connection, owner, key).stream()
                .findFirst()
                .map(row -> new RolledBack(
                        row.getString("variant"), row.getString("reason"), Statement.instant(row, "at")));
    }

    /** Somebody has changed the flag: it begins anew. */
    void forget(SqlConnection connection, UUID owner, String key) {
        FORGET.run(connection, owner, key);
        FORGET_ROLL_BACK.run(connection, owner, key);
    }
}
