package io.focusforge.local.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.focusforge.local.server.ProcessIdentity;
import io.focusforge.local.testing.TestServers.Registration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServersOfBuildTest {
    @TempDir
    Path directory;

    @Test
    void startsOneSetForAllWhoAskAndEndsItWithItsOwner() throws IOException {
        var owner = new ProcessBuilder("sleep", "600").start();
        var identity = ProcessIdentity.of(owner.toHandle());
        var registration = directory.resolve(owner.pid() + ".json");
        try {
            var first = CompletableFuture.supplyAsync(() -> new ServersOfBuild(directory, identity).endpoints());
            var second = CompletableFuture.supplyAsync(() -> new ServersOfBuild(directory, identity).endpoints());
            assertThat(first.join()).isEqualTo(second.join());
        } finally {
            owner.destroyForcibly();
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !Files.exists(registration) && !Files.exists(directory.resolve("" + owner.pid())));
    }

    @Test
    void takesNoDeadServersForLiving() throws IOException {
        var file = directory.resolve("stale.json");
        var reused = new ProcessIdentity(ProcessIdentity.current().pid(), 1);
        new Registration(reused, null).write(file);
        assertThat(Registration.read(file)).isEmpty();
        new Registration(ProcessIdentity.current(), null).write(file);
        assertThat(Registration.read(file)).isPresent();
        Files.writeString(file, "{ half of");
        assertThat(Registration.read(file)).isEmpty();
    }
}
