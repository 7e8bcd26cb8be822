package io.focusforge.worker.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.focusforge.worker.extract.program.Request;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingProcessTest {
    @TempDir
    Path directory;

    /** The system closes the pipes of a killed process one after the other. */
    @Test
    void aProcessThatTakesARequestButAnswersNoMoreHasEnded() throws Exception {
        var process = new ProcessBuilder("/bin/sh", "-c", "exec >&-; head -c 1 >/dev/null").start();
        var request = new Request(directory.resolve("in"), directory.resolve("out"), Hint.NONE, 1, 0);
        try (var reading = ReadingProcess.of(directory, process)) {
            await().until(() -> Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals(ReadingProcess.listener(process))));
            assertThat(reading.isUsable()).isTrue();
            assertThatThrownBy(() -> reading.ask(request, Duration.ofMinutes(1)))
                    .isInstanceOf(ReadingProcess.Ended.class);
        }
    }
}
