package io.focusforge.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.focusforge.orchestrator.runengine.RunStage;
import io.vertx.mutiny.sqlclient.Row;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A process is killed amid its sagas, and two others on the same database bring all of them to their end. */
class SagaTakeOverTest {
    private static final int BEFORE_THE_END = 40;
    private RunStage stage;

    @BeforeEach
    void open() throws Exception {
        stage = new RunStage();
        try (var connection = stage.server.connectAsOwner();
                var statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE effects (saga_id uuid, step text, backwards boolean, key uuid, process text)");
            statement.execute("GRANT SELECT, INSERT ON effects TO " + stage.server.role());
        }
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void everySagaEndsAndNoStepThatIsDoneIsDoneAgain() throws Exception {
        killAfter(BEFORE_THE_END);
        var done = names("SELECT saga_id, name AS step FROM saga_steps WHERE state = 'done'");
        assertThat(done).hasSizeGreaterThan(BEFORE_THE_END / 2);

        stage.engine(KilledSagas.kinds(stage.database, stage.pool(), "second"));
        stage.engine(KilledSagas.kinds(stage.database, stage.pool(), "third"));
        await().atMost(Duration.ofSeconds(60)).until(() -> rows("SELECT FROM saga_states WHERE finished_at IS NULL")
                .isEmpty());

        var begun = rows("SELECT id FROM saga_states").size();
        var compensated =
                rows("SELECT id FROM saga_states WHERE state = 'compensated'").size();
        assertThat(rows("SELECT id FROM saga_states WHERE state = 'completed'")).hasSize(begun / 2);
        assertThat(compensated).isEqualTo(begun - begun / 2);
        assertThat(names("SELECT saga_id, step FROM effects WHERE NOT backwards AND process <> 'killed'"))
                .doesNotContainAnyElementsOf(done);
        assertThat(names("SELECT DISTINCT saga_id, step FROM effects WHERE backwards"))
                .hasSize(compensated * KilledSagas.STEPS);
        assertThat(rows("SELECT DISTINCT key FROM effects"))
                .hasSize(begun * (KilledSagas.STEPS - 1) + begun / 2 + compensated * KilledSagas.STEPS);
        assertThat(rows("SELECT FROM saga_steps WHERE state NOT IN ('done', 'compensated')"))
                .isEmpty();
    }

    private void killAfter(int lines) throws Exception {
        var process = start();
        try (var out = process.inputReader()) {
            for (var line = 0; line < lines; line++) {
                assertThat(out.readLine()).isNotNull();
            }
            process.toHandle().destroyForcibly();
            assertThat(process.waitFor(Duration.ofSeconds(10))).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledSagas.class.getName(),
                        stage.server.url(),
                        stage.server.role(),
                        stage.server.rolePassword(),
                        stage.tenant.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private List<Row> rows(String sql) {
        return stage.database.acrossTenants(connection ->
                connection.query(sql).execute().await().indefinitely().stream().toList());
    }

    private List<String> names(String sql) {
        return rows(sql).stream()
                .map(row -> row.getUUID("saga_id") + "/" + row.getString("step"))
                .collect(Collectors.toList());
    }
}
