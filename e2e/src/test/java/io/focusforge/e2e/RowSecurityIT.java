package io.focusforge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every table with rows of tenants has row-level security, in the databases of all services. */
class RowSecurityIT {
    /** Partitions are reached through their tables. */
    private static final String TABLES = """
            SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND a.attnotnull
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition""";

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "orchestrator", "ai", "memory", "worker"})
    void isOnForEveryTableWithTenants(String service) throws SQLException {
        assertThat(tables(service, "")).isNotEmpty();
        assertThat(tables(service, " AND NOT c.relrowsecurity")).isEmpty();
        assertThat(tables(service, " AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid)"))
                .isEmpty();
    }

    @Test
    void holdsForTheOwnerOfTheOrchestratorsTables() throws SQLException {
        assertThat(tables("orchestrator", " AND NOT c.relforcerowsecurity")).isEmpty();
    }

    private static List<String> tables(String service, String which) throws SQLException {
        var names = new ArrayList<String>();
        try (var connection = Stacks.database(service);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(TABLES + which)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
