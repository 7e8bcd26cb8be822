package io.focusforge.common.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.local.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
            write(release, "afterMigrate.sql", "GRANT SELECT ON flyway_schema_history TO ${role}");
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
                .locations("filesystem:" + release)
                .placeholders(Map.of("role", database.role()))
                .load();
    }

    private static void write(Path release, String name, String sql) throws IOException {
        Files.writeString(release.resolve(name), sql + ";\n");
    }
}
