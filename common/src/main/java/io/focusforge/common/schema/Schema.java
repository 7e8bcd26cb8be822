package io.focusforge.common.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/**
 * The tables of a service, as Flyway's history tells of them. A newer release may have added to them; one that took something away says so by the
 * name of its migration ({@code V1090__contract_….sql}), which releases that do not have it refuse.
 */
final class Schema {
    private static final String TAKES_AWAY = "contract";

    private final Flyway flyway;

    /** @param flyway with a role that can read the history */
    Schema(Flyway flyway) {
        this.flyway = flyway;
    }

    SchemaState state() {
        try {
            return judge(flyway.info().all());
        } catch (FlywayException e) {
            return new SchemaState.Unknown(e.getMessage().lines().findFirst().orElse(""));
        }
    }

    private static SchemaState judge(MigrationInfo... migrations) {
        var unknown = named(migrations, Schema::isUnknownAndTakesAway);
        if (!unknown.isEmpty()) {
            return new SchemaState.TooNew(unknown);
        }
        var missing = named(migrations, Schema::isMissing);
        return missing.isEmpty() ? new SchemaState.Fitting() : new SchemaState.TooOld(missing);
    }

    private static boolean isUnknownAndTakesAway(MigrationInfo migration) {
        var state = migration.getState();
        return state.isApplied()
                && !state.isResolved()
                && migration.getDescription().toLowerCase(Locale.ROOT).startsWith(TAKES_AWAY);
    }

    // one that failed is applied for Flyway
    private static boolean isMissing(MigrationInfo migration) {
        var state = migration.getState();
        return state.isFailed() || state == MigrationState.IGNORED || state.isResolved() && !state.isApplied();
    }

    private static List<String> named(MigrationInfo[] migrations, Predicate<MigrationInfo> which) {
        return Arrays.stream(migrations)
                .filter(which)
                .map(migration -> migration.getVersion() + " " + migration.getDescription())
                .toList();
    }
}
