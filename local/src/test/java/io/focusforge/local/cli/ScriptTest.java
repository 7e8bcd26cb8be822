package io.focusforge.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.local.server.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./focusforge} as a person runs it. */
class ScriptTest {
    private final String port = "" + Ports.free(1).getFirst();

    @TempDir
    Path directory;

    private StubProject project;

    @BeforeEach
    void build() throws IOException {
        project = StubProject.in(directory);
    }

    @AfterEach
    void stop() throws Exception {
        project.run("down");
        assertThat(processes()).as("processes left behind").isZero();
    }

    @Test
    void startsFindsRestartsAndStopsAStack() throws Exception {
        var up = up();
        assertThat(up.out()).contains("http://127.0.0.1:" + port, "ff_stub", "./focusforge demo");

        var status = status();
        assertThat(status.path("ready").asBoolean()).isTrue();
        assertThat(status.path("url").asText()).isEqualTo("http://127.0.0.1:" + port);
        assertThat(status.path("apiKey").asText()).isEqualTo("ff_stub");
        assertThat(status.path("services").findValuesAsText("name"))
                .containsExactly("postgres", "redis", "mongo", "gateway", "orchestrator", "ai", "memory", "worker");

        assertThat(project.run("up", "--detach", "--port", port).out()).contains("running already");
        assertThat(pid("worker")).as("the same stack").isEqualTo(pid(status, "worker"));

        kill(pid("worker"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> pid("worker") != pid(status, "worker")
                        && status().path("ready").asBoolean());

        assertThat(project.run("down").code()).isZero();
        assertThat(processes()).isZero();
        assertThat(project.run("status").code()).isEqualTo(3);
    }

    @Test
    void stopsWhatAKilledSupervisorLeft() throws Exception {
        up();
        kill(pid("mongo"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !status().path("ready").asBoolean());
        assertThat(processes()).isPositive();
        assertThat(project.run("down").code()).isZero();
        assertThat(processes()).isZero();
    }

    @Test
    void startsAgainOverWhatAKilledSupervisorLeft() throws Exception {
        up();
        kill(pid("mongo"));
        up();
    }

    @Test
    void saysThatThePortIsInUse() throws Exception {
        try (var taken = new ServerSocket(Integer.parseInt(port), 1, InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();
            assertRefused(project.run("up", "--detach", "--port", port), "Port " + port + " is in use");
        }
    }

    @Test
    void saysThatItMayNotWriteToTheDirectory() throws Exception {
        assertRefused(project.run("up", "--detach", "--data", "/proc/focusforge"), "/proc/focusforge");
    }

    @Test
    void saysThatTheDataIsCorrupt() throws Exception {
        Files.createDirectories(project.data().resolve("postgres/data"));
        Files.writeString(project.data().resolve("postgres/data/PG_VERSION"), "18\n");
        assertRefused(project.run("up", "--detach", "--port", port), "PostgreSQL does not start");
    }

    @Test
    void saysThatThereIsNoSpace() throws Exception {
        var small = Files.createDirectory(directory.resolve("small"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=20m", "none", small.toString()) == 0,
                "needs the right to mount a small file system");
        try {
            assertRefused(project.run("up", "--detach", "--data", small.toString()), "No disk space");
        } finally {
            run("umount", small.toString());
        }
    }

    @Test
    void saysHowToGetAJdk() throws Exception {
        var tools = Files.createDirectory(directory.resolve("tools"));
        for (var tool : new String[] {"dirname", "readlink", "ls", "cat", "head"}) {
            Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin", tool));
        }
        var environment = Map.of(
                "PATH",
                tools.toString(),
                "JAVA_HOME",
                "",
                "HOME",
                directory.toString(),
                "FOCUSFORGE_JVM_DIRECTORIES",
                "");
        assertRefused(project.run(environment, "up", "--detach"), "no JDK 25 found");
    }

    @Test
    void refusesWhatItDoesNotKnow() throws Exception {
        assertThat(project.run("dance").code()).isEqualTo(1);
        assertRefused(project.run("up", "--fast"), "There is no option --fast");
        assertRefused(project.run("up", "--port", "high"), "'high' is not a port");
    }

    private StubProject.Result up() throws IOException, InterruptedException {
        var up = project.run("up", "--detach", "--port", port);
        assertThat(up.errors()).isEmpty();
        assertThat(up.code()).isZero();
        return up;
    }

    private void assertRefused(StubProject.Result result, String reason) throws IOException {
        assertThat(result.code()).isNotZero();
        assertThat(result.errors()).startsWith("focusforge: ").contains(reason);
        assertThat(result.errors().lines()).as("lines on stderr").hasSize(1);
        assertThat(processes()).as("processes left behind").isZero();
    }

    private JsonNode status() throws IOException, InterruptedException {
        return new ObjectMapper().readTree(project.run("status", "--json").out());
    }

    private long pid(String name) throws IOException, InterruptedException {
        return pid(status(), name);
    }

    private static long pid(JsonNode status, String name) {
        return StreamSupport.stream(status.path("services").spliterator(), false)
                .filter(part -> part.path("name").asText().equals(name))
                .findFirst()
                .map(part -> part.path("pid").asLong())
                .orElse(0L);
    }

    private static void kill(long pid) {
        var process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    // The directory is in the command line of every process of this stack.
    private long processes() {
        return ProcessHandle.allProcesses()
                .filter(ProcessHandle::isAlive)
                .map(process -> process.info().commandLine().orElse(null))
                .filter(Objects::nonNull)
                .filter(line -> line.contains(directory.toString()))
                .count();
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
