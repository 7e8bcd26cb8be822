package io.focusforge.common.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.local.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {
    @TempDir
    Path older;

    @TempDir
    Path newer;

    private TestDatabase database;

    @BeforeEach
    void twoReleases() throws IOException {
        database = TestDatabase.create("worker");
        for (var release : new Path[] {older, newer}) {
            write(release, "V1__things.sql", "CREATE TABLE things (id int, name text)");
        }
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void fitsWhenAllItsMigrationsHaveRun() {
        migrate(newer);

        assertThat(stateFor(newer)).isEqualTo(new SchemaState.Fitting());
    }

    @Test
    void isMadeReadableByReplicasThatStartTogether() throws Exception {
        migrate(newer);
        var callback = getClass().getResource("/db/common/schema/afterMigrate__readable.sql");
        var sql = Files.readString(Path.of(callback.toURI())).replace("${role}", database.role());
        try (var replicas = Executors.newFixedThreadPool(8)) {
            var starts = Stream.generate(() -> (Callable<Void>) () -> runOften(sql))
                    .limit(8)
                    .toList();
            for (var start : replicas.invokeAll(starts)) {
                start.get();
            }
        }

        assertThat(stateFor(newer)).isEqualTo(new SchemaState.Fitting());
    }

    private Void runOften(String sql) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.owner(), database.ownerPassword());
                var statement = connection.createStatement()) {
            for (var i = 0; i < 40; i++) {
                statement.execute(sql);
            }
        }
        return null;
    }

    @Test
    void isTooOldWhenAMigrationIsMissing() throws IOException {
        migrate(older);
        write(newer, "V2__colours.sql", "ALTER TABLE things ADD colour text");

        assertThat(stateFor(newer)).isInstanceOfSatisfying(SchemaState.TooOld.class, old -> assertThat(old.missing())
                .containsExactly("2 colours"));
    }

    @Test
    void isTooOldWhenNothingIsThere() {
        assertThat(stateFor(older)).isInstanceOf(SchemaState.TooOld.class);
    }

    @Test
    void olderReleaseLivesWithWhatANewerOneAdded() throws IOException {
        write(newer, "V2__colours.sql", "ALTER TABLE things ADD colour text");
        migrate(newer);

        assertThat(stateFor(older)).isEqualTo(new SchemaState.Fitting());
    }

    @Test
    void isTooNewWhenANewerReleaseTookSomethingAway() throws IOException {
        write(newer, "V2__contract_names.sql", "ALTER TABLE things DROP name");
        migrate(newer);

        assertThat(stateFor(older))
                .isInstanceOfSatisfying(SchemaState.TooNew.class, unfit -> assertThat(unfit.unknown())
                        .containsExactly("2 contract names"));
        assertThat(stateFor(newer)).isEqualTo(new SchemaState.Fitting());
    }

    @Test
    void isUnknownWhenTheDatabaseDoesNotAnswer() {
        var nobody = Flyway.configure()
                .dataSource(database.jdbcUrl(), database.role(), "wrong")
                .load();

        assertThat(new Schema(nobody).state()).isInstanceOf(SchemaState.Unknown.class);
    }

    private void migrate(Path release) {
        flyway(release, database.owner(), database.ownerPassword()).migrate();
    }

    private SchemaState stateFor(Path release) {
        return new Schema(flyway(release, database.role(), database.rolePassword())).state();
    }

    private Flyway flyway(Path release, String role, String password) {
        return Flyway.configure()
                .dataSource(database.jdbcUrl(), role, password)
                .locations("filesystem:" + release, "classpath:db/common/schema")
                .placeholders(Map.of("role", database.role()))
                .load();
    }

    private static void write(Path release, String name, String sql) throws IOException {
        Files.writeString(release.resolve(name), sql + ";\n");
    }
}
