package io.focusforge.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The servers as a person's machine has them: durable, restarted, broken. */
class ServersTest {
    private final RedisConversation redis = new RedisConversation();

    private static Path postgresHome;

    @TempDir
    Path directory;

    @BeforeAll
    static void unpackOnceForAllWhoAsk(@TempDir Path shared) {
        var first = CompletableFuture.supplyAsync(() -> PostgresBinaries.unpacked(shared));
        var second = CompletableFuture.supplyAsync(() -> PostgresBinaries.unpacked(shared));
        assertThat(first.join()).isEqualTo(second.join());
        postgresHome = first.join().bin().getParent();
    }

    @Test
    void keepDataAcrossRestarts() throws Exception {
        try (var servers = Servers.start(durable())) {
            write(servers.endpoints());
        }
        try (var servers = Servers.start(durable())) {
            assertKept(servers.endpoints());
        }
    }

    @Test
    void keepPostgresDataAndReplaceServersThatWereLeftBehind() throws Exception {
        var abandoned = Servers.start(durable());
        write(abandoned.endpoints());
        new MongoConversation(abandoned.endpoints().mongoUrl()).close();
        abandoned.processes().values().forEach(process -> assertThat(process.alive())
                .isTrue());
        abandoned.abandon();
        try (var servers = Servers.start(durable())) {
            assertThat(count(servers.endpoints())).isEqualTo(1);
            abandoned.processes().values().forEach(process -> assertThat(process.alive())
                    .isFalse());
        }
    }

    @Test
    void startServersThatEndByThemselvesAgain() throws Exception {
        try (var servers = Servers.start(durable())) {
            write(servers.endpoints());
            var before = servers.processes();
            before.values()
                    .forEach(process -> Signal.KILL.send(process.process().orElseThrow()));
            await().ignoreExceptions().untilAsserted(() -> assertKept(servers.endpoints()));
            servers.processes().forEach((name, process) -> assertThat(process).isNotEqualTo(before.get(name)));
        }
        assertNothingRuns();
    }

    @Test
    void keepSecretsToTheirOwner() throws IOException {
        try (var servers = Servers.start(fast())) {
            var keys = servers.endpoints().keys();
            for (var secret : new Path[] {
                directory.resolve("secrets.properties"),
                keys.resolve("gateway.jwk"),
                directory.resolve("redis/redis.conf")
            }) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                        .as(secret.toString())
                        .isEqualTo("rw-------");
            }
            assertThat(Files.readString(keys.resolve("keys.json")))
                    .contains("gateway", "orchestrator", "memory", "worker")
                    .doesNotContain("\"d\"");
        }
    }

    @Test
    void sayInOneLineThatThePostgresDataIsCorrupt() throws IOException {
        Servers.start(fast()).close();
        Files.write(directory.resolve("postgres/data/global/pg_control"), new byte[8192]);
        assertThatThrownBy(() -> Servers.start(durable()))
                .isInstanceOf(LocalFailure.class)
                .hasMessageContaining("PostgreSQL does not start")
                .hasMessageContaining("postgres.log")
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
        assertNothingRuns();
    }

    @Test
    void sayInOneLineThatTheDocumentsAreCorrupt() throws IOException {
        Files.createDirectories(directory.resolve("mongo"));
        Files.writeString(directory.resolve("mongo/documents.mv"), "no store".repeat(2000));
        assertThatThrownBy(() -> Servers.start(durable()))
                .isInstanceOf(LocalFailure.class)
                .hasMessageContaining("documents.mv")
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
        assertNothingRuns();
    }

    @Test
    void sayInOneLineThatTheDirectoryCannotBeMade() throws IOException {
        var file = Files.writeString(directory.resolve("file"), "in the way");
        assertThatThrownBy(() -> Servers.start(ServersOptions.durable(file.resolve("data"))))
                .isInstanceOf(LocalFailure.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void refuseAnInstallationWithoutServer() {
        var options = new ServersOptions(directory, false, Optional.of(directory));
        assertThatThrownBy(() -> Servers.start(options))
                .isInstanceOf(LocalFailure.class)
                .hasMessageContaining(ServersOptions.POSTGRES_HOME);
        assertNothingRuns();
    }

    @Test
    void refuseDataOfAnotherPostgresVersion() throws IOException {
        Files.createDirectories(directory.resolve("postgres/data"));
        Files.writeString(directory.resolve("postgres/data/PG_VERSION"), "9\n");
        assertThatThrownBy(() -> Servers.start(fast()))
                .isInstanceOf(LocalFailure.class)
                .hasMessageContaining("was made by PostgreSQL 9");
    }

    private void assertNothingRuns() {
        assertThat(ProcessHandle.current().children().filter(this::isOfThisTest))
                .as("processes left behind")
                .isEmpty();
    }

    private boolean isOfThisTest(ProcessHandle process) {
        return process.isAlive() && process.info().commandLine().orElse("").contains(directory.toString());
    }

    private ServersOptions durable() {
        return new ServersOptions(directory, true, Optional.of(postgresHome));
    }

    private ServersOptions fast() {
        return new ServersOptions(directory, false, Optional.of(postgresHome));
    }

    private void write(Endpoints endpoints) throws SQLException, IOException {
        try (var connection = endpoints.postgres().connect("worker");
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept AS SELECT 1 AS one");
        }
        redis.send(endpoints, "SET kept one");
        try (var mongo = new MongoConversation(endpoints.mongoUrl())) {
            mongo.insert("kept", "one");
        }
    }

    private void assertKept(Endpoints endpoints) throws SQLException, IOException {
        assertThat(count(endpoints)).isEqualTo(1);
        assertThat(redis.send(endpoints, "GET kept")).contains("one");
        try (var mongo = new MongoConversation(endpoints.mongoUrl())) {
            assertThat(mongo.count("kept")).isEqualTo(1);
        }
    }

    private static int count(Endpoints endpoints) throws SQLException {
        try (var connection = endpoints.postgres().connect("worker");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM kept")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
