package io.focusforge.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.focusforge.local.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a service's role must not be able to do, however its code goes wrong. */
class RolesTest {
    private TestDatabase database;

    @BeforeEach
    void makeTable() throws SQLException {
        database = TestDatabase.create("orchestrator");
        try (var owner = database.connectAsOwner()) {
            execute(owner, """
                    CREATE TABLE things (tenant_id text, name text);
                    ALTER TABLE things ENABLE ROW LEVEL SECURITY;
                    CREATE POLICY tenant ON things USING (current_setting('focusforge.tenant', true) IN ('*', tenant_id));
                    GRANT SELECT, INSERT ON things TO orchestrator;
                    INSERT INTO things VALUES ('a', 'of a'), ('b', 'of b')
                    """);
        }
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void seesNoRowWithoutTenantAndOnlyItsOwnWithOne() throws SQLException {
        try (var role = database.connectAsRole()) {
            assertThat(text(role, "SELECT count(*) FROM things")).isEqualTo("0");
            execute(role, "SET focusforge.tenant = 'a'");
            assertThat(text(role, "SELECT string_agg(name, ',') FROM things")).isEqualTo("of a");
            assertThatThrownBy(() -> execute(role, "INSERT INTO things VALUES ('b', 'smuggled')"))
                    .hasMessageContaining("row-level security");
        }
    }

    @Test
    void cannotSwitchRowLevelSecurityOff() throws SQLException {
        try (var role = database.connectAsRole()) {
            assertThatThrownBy(() -> execute(role, "ALTER TABLE things DISABLE ROW LEVEL SECURITY"))
                    .hasMessageContaining("must be owner");
            assertThatThrownBy(() -> execute(role, "ALTER ROLE orchestrator BYPASSRLS"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> execute(role, "SET ROLE orchestrator_owner"))
                    .hasMessageContaining("permission denied");
            execute(role, "SET row_security = off");
            assertThatThrownBy(() -> text(role, "SELECT count(*) FROM things"))
                    .hasMessageContaining("row-level security");
        }
    }

    @Test
    void ownsNothingAndMakesNoTable() throws SQLException {
        try (var role = database.connectAsRole()) {
            assertThat(text(role, "SELECT count(*) FROM pg_class WHERE relowner = 'orchestrator'::regrole"))
                    .isEqualTo("0");
            assertThatThrownBy(() -> execute(role, "CREATE TABLE mine (id int)"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void isStoppedWhenAStatementOrATransactionHangs() throws SQLException {
        try (var role = database.connectAsRole()) {
            assertThat(text(role, "SHOW statement_timeout")).isEqualTo("10s");
            assertThat(text(role, "SHOW idle_in_transaction_session_timeout")).isEqualTo("30s");
        }
    }

    @Test
    void hasNoWayInWithoutItsPassword() {
        assertThatThrownBy(() -> java.sql.DriverManager.getConnection(database.jdbcUrl(), database.role(), "guess"))
                .hasMessageContaining("password authentication failed");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
