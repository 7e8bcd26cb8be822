package io.focusforge.deploy;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import redis.embedded.RedisExecProvider;

/** Three servers with three Sentinels, which the chart's scripts start. Only Linux has as many loopback addresses as one likes. */
@EnabledOnOs(OS.LINUX)
class RedisFailOverTest {
    private static final String PASSWORD = "a \"b\\c'$d @:/?#%";

    @TempDir
    Path directory;

    private List<RedisPod> pods;

    @BeforeEach
    void start() throws IOException {
        var programs = Files.createDirectories(directory.resolve("bin"));
        Files.createSymbolicLink(
                programs.resolve("redis-server"),
                Path.of(RedisExecProvider.defaultProvider().get().getAbsolutePath()));
        var client = programs.resolve("redis-cli");
        Files.copy(Path.of("src/test/resources/bin/redis-cli"), client);
        Files.setPosixFilePermissions(client, PosixFilePermissions.fromString("rwxr-xr-x"));
        var addresses =
                IntStream.rangeClosed(11, 13).mapToObj("127.0.71.%d"::formatted).toList();
        var settings = Map.of(
                "MASTER", "focusforge",
                "SERVERS", String.join(" ", addresses),
                "SENTINELS", String.join(" ", addresses),
                "PORT", freePort(),
                "SENTINEL_PORT", freePort(),
                "DOWN_AFTER", "3000",
                "REDIS_PASSWORD", PASSWORD);
        pods = addresses.stream()
                .map(address -> new RedisPod(address, directory.resolve(address), programs, settings))
                .toList();
        pods.forEach(RedisPod::start);
        awaitOneMaster();
    }

    @AfterEach
    void end() {
        pods.forEach(RedisPod::close);
    }

    @Test
    void anotherBecomesTheMasterAndWhoComesBackFollowsIt() {
        var first = master();
        assertThat(first.server("SET", "kept", "yes")).contains("OK");
        assertThat(first.server("WAIT", "2", "0")).contains("2");

        first.close();
        await().atMost(Duration.ofSeconds(60)).until(() -> master() != first && isMaster(master()));
        assertThat(master().server("GET", "kept")).contains("yes");

        first.start();
        awaitOneMaster();
        assertThat(isMaster(first)).isFalse();
        assertThat(first.server("GET", "kept")).contains("yes");
        assertThat(first.script("ready")).isZero();
    }

    @Test
    void masterThatLeavesHandsOverFirst() {
        var first = master();
        assertThat(first.server("SET", "kept", "yes")).contains("OK");

        assertThat(first.script("leave")).isZero();

        assertThat(isMaster(first)).isFalse();
        await().atMost(Duration.ofSeconds(60)).until(() -> master() != first && isMaster(master()));
        assertThat(master().server("GET", "kept")).contains("yes");
    }

    /** All Sentinels say the same, all know each other, and the two others have what the master has. */
    private void awaitOneMaster() {
        await().atMost(Duration.ofSeconds(90)).ignoreExceptions().until(() -> {
            var known = master();
            return isMaster(known)
                    && pods.stream().allMatch(pod -> knows(pod, known))
                    && pods.stream().filter(pod -> pod != known).allMatch(pod -> pod.server("INFO", "replication")
                            .contains("master_link_status:up"))
                    && text(known).matches("(?s).*connected_slaves:2.*state=online.*state=online.*");
        });
    }

    private boolean knows(RedisPod pod, RedisPod master) {
        var known = String.join(" ", pod.sentinel("SENTINEL", "MASTER", "focusforge"));
        return known.contains("ip " + master.address() + " ")
                && known.contains("num-slaves 2 ")
                && known.contains("num-other-sentinels 2 ")
                && known.contains("flags master ");
    }

    private RedisPod master() {
        var said = pods.getLast().sentinel("SENTINEL", "GET-MASTER-ADDR-BY-NAME", "focusforge");
        return pods.stream()
                .filter(pod -> said.contains(pod.address()))
                .findFirst()
                .orElse(null);
    }

    private static boolean isMaster(RedisPod pod) {
        return text(pod).contains("role:master");
    }

    private static String text(RedisPod pod) {
        return pod.server("INFO", "replication").stream().map(String::strip).collect(joining("\n"));
    }

    private static String freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.71.11"))) {
            return Integer.toString(socket.getLocalPort());
        }
    }
}
