package io.focusforge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.local.testing.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service's tables are made by a process of their own, and the service starts over none but those. */
class SchemaIT {
    private static final File APPLICATION =
            Path.of("../gateway-service/target/quarkus-app").toFile();
    private static final long LONGEST_SECONDS = 600;

    @TempDir
    Path directory;

    @Test
    void refusesToStartUntilAProcessOfItsOwnHasMadeTheTables() throws Exception {
        try (var database = TestDatabase.create("gateway")) {
            assertThat(run(database, "-Dfocusforge.schema.migrate=false")).isNotZero();
            assertThat(said())
                    .contains("the tables are too old for this release: they lack [")
                    .contains("run its migrations first");

            assertThat(run(database, "-Dfocusforge.schema.exit=true")).isZero();

            // what it does at its first start as a service was not done
            assertThat(count(database, "flyway_schema_history")).isPositive();
            assertThat(count(database, "tenants")).isZero();
        }
    }

    private int run(TestDatabase database, String setting) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                setting));
        database.settings().forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(
                List.of("-Dfocusforge.http.port=0", "-Dfocusforge.management.port=0", "-jar", "quarkus-run.jar"));
        var process = new ProcessBuilder(command)
                .directory(APPLICATION)
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
        try {
            assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private static long count(TestDatabase database, String table) throws SQLException {
        try (var connection = database.connectAsSuperuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private String said() throws IOException {
        return Files.readString(log());
    }

    private Path log() {
        return directory.resolve("log");
    }
}
