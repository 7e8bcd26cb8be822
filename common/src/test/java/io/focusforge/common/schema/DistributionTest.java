package io.focusforge.common.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.local.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whether the tables of all services can be spread over many servers by their tenant, by what Citus asks of tables
 * (https://docs.citusdata.com/en/stable/develop/reference_ddl.html): as the catalogue has them once all migrations have run.
 */
class DistributionTest {
    private static final Path PAGE = Path.of("../docs/capacity.md");
    /** A table whose rows are each a tenant's has the tenant in all of them; that of the tenants is for all. */
    private static final String TABLES = """
            WITH tables AS (
                SELECT c.oid, c.relname AS name, c.relispartition AS part, c.relkind AS kind,
                    (SELECT a.attnum FROM pg_attribute a
                     WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND a.attnotnull AND c.relname <> 'tenants') AS tenant
                FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
                  AND c.relname <> 'flyway_schema_history')
            """;
    /** What nobody else may have twice is compared within a tenant. */
    private static final String UNIQUE = TABLES + """
            SELECT 'unique without the tenant: ' || i.indexrelid::regclass FROM tables t JOIN pg_index i ON i.indrelid = t.oid
            WHERE t.tenant IS NOT NULL AND NOT t.part AND (i.indisunique OR i.indisexclusion)
              AND NOT t.tenant = ANY (i.indkey::int2[])""";

    private static final String REFERENCES = TABLES + """
            SELECT 'reference beyond the tenant: ' || f.conname FROM pg_constraint f
            JOIN tables t ON t.oid = f.conrelid JOIN tables o ON o.oid = f.confrelid
            WHERE f.contype = 'f' AND f.conparentid = 0 AND o.tenant IS NOT NULL
              AND NOT EXISTS (SELECT FROM unnest(f.conkey, f.confkey) AS k (own, other) WHERE own = t.tenant AND other = o.tenant)""";

    private static final String TRIGGERS = TABLES + """
            SELECT DISTINCT 'trigger: ' || g.tgname || ' on ' || t.name FROM tables t JOIN pg_trigger g ON g.tgrelid = t.oid
            WHERE t.tenant IS NOT NULL AND NOT g.tgisinternal""";

    private static final String LEVELS = TABLES + """
            SELECT DISTINCT 'partitions of partitions: ' || pg_partition_root(t.oid)::regclass FROM tables t
            WHERE t.tenant IS NOT NULL AND t.part AND t.kind = 'p'""";
    /** Numbers of a sequence have to be of eight bytes, of which each server has a range. */
    private static final String SEQUENCES = TABLES + """
            SELECT 'sequence: ' || t.name || '.' || a.attname FROM tables t JOIN pg_attribute a ON a.attrelid = t.oid
            LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE t.tenant IS NOT NULL AND NOT t.part AND a.attnum > 0 AND a.atttypid <> 'bigint'::regtype
              AND (a.attidentity <> '' OR pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%')""";

    private static final String OF_ALL_TENANTS =
            TABLES + "SELECT name FROM tables WHERE tenant IS NULL AND NOT part ORDER BY name";
    /** What the page says has to be done besides. */
    private static final Map<String, List<String>> SAID = Map.of(
            "memory",
            List.of(
                    "trigger: words_come on memory_index",
                    "trigger: words_change on memory_index",
                    "trigger: words_go on memory_index",
                    "trigger: words_come on message_index",
                    "trigger: words_go on message_index"),
            "worker",
            List.of("partitions of partitions: finished_jobs"));

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "orchestrator", "ai", "memory", "worker"})
    void tablesCanBeDistributedByTheirTenant(String service) throws Exception {
        try (var database = migrated(service)) {
            var against = new ArrayList<String>();
            for (var rule : List.of(UNIQUE, REFERENCES, TRIGGERS, LEVELS, SEQUENCES)) {
                against.addAll(query(database, rule));
            }
            assertThat(against).containsExactlyInAnyOrderElementsOf(SAID.getOrDefault(service, List.of()));
            assertThat(query(database, OF_ALL_TENANTS)).allSatisfy(table -> assertThat(page())
                    .as("a reference table of " + service)
                    .contains("`" + table + "`"));
        }
    }

    @Test
    void findsWhatCannot() throws Exception {
        try (var database = TestDatabase.create("worker");
                var connection = database.connectAsOwner();
                var statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE a (tenant_id uuid, id int UNIQUE, name text, PRIMARY KEY (tenant_id, id));
                    CREATE UNIQUE INDEX a_name ON a (name) WHERE id > 0;
                    CREATE TABLE b (tenant_id uuid NOT NULL, id int GENERATED ALWAYS AS IDENTITY, a int REFERENCES a (id));
                    CREATE TABLE c (a int REFERENCES a (id), n serial)""");
            assertThat(query(database, UNIQUE))
                    .containsExactlyInAnyOrder(
                            "unique without the tenant: a_id_key", "unique without the tenant: a_name");
            assertThat(query(database, REFERENCES))
                    .containsExactlyInAnyOrder(
                            "reference beyond the tenant: b_a_fkey", "reference beyond the tenant: c_a_fkey");
            assertThat(query(database, SEQUENCES)).containsExactly("sequence: b.id");
            assertThat(query(database, OF_ALL_TENANTS)).containsExactly("c");
        }
    }

    private static TestDatabase migrated(String service) throws SQLException {
        var database = TestDatabase.create(service);
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.owner(), database.ownerPassword())
                .locations(
                        "filesystem:../" + service + "-service/src/main/resources/db/migration",
                        "classpath:db/common/idempotency",
                        "classpath:db/common/outbox")
                .placeholders(Map.of("role", database.role()))
                .load()
                .migrate();
        if (service.equals("worker")) {
            query(database, "SELECT prepare_finished_jobs('default', current_date)");
        }
        return database;
    }

    private static List<String> query(TestDatabase database, String sql) throws SQLException {
        try (var connection = database.connectAsSuperuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private static String page() {
        try {
            return Files.readString(PAGE);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
