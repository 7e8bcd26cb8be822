package io.focusforge.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LaunchTest {
    @TempDir
    Path directory;

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "other systems run a program that is being written")
    void waitsForAProgramThatIsStillWritten() throws Exception {
        var program = Files.copy(Path.of("/bin/sh"), directory.resolve("program"));
        Callable<Integer> run = () -> Launch.start(new ProcessBuilder(program.toString(), "-c", "exit 7"))
                .waitFor();
        var code = new FutureTask<>(run);
        var starter = new Thread(code);
        try (var writer = Files.newByteChannel(program, StandardOpenOption.WRITE)) {
            assertThat(writer.isOpen()).isTrue();
            starter.start();
            await().until(() -> starter.getState() == Thread.State.TIMED_WAITING);
        }
        assertThat(code.get()).isEqualTo(7);
    }

    @Test
    void doesNotWaitForAProgramThatIsNotThere() {
        assertThatThrownBy(() -> Launch.start(
                        new ProcessBuilder(directory.resolve("nothing").toString())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nothing");
    }
}
