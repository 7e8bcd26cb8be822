package io.focusforge.bench.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContestantTest {
    @TempDir
    Path directory;

    @Test
    void answersCommandsWhateverElseItSays() throws Exception {
        try (var echo = start(
                "echo starting; echo '{}'; while read -r l; do echo note; echo \"{\\\"was\\\": \\\"$l\\\"}\"; done")) {
            assertThat(echo.ask("pickup", 1000, 5).get("was").asText()).isEqualTo("pickup 1000 5");
        }
    }

    @Test
    void saysWhoseLogToReadWhenItDies() throws Exception {
        try (var dying = start("echo '{}'; read -r l; exit 1")) {
            assertThatThrownBy(() -> dying.ask("run", 1)).hasMessageContaining("tester does not answer (log: ");
        }
    }

    private Contestant start(String script) throws Exception {
        return Contestant.start("tester", directory.resolve("log"), new ProcessBuilder("sh", "-c", script));
    }
}
