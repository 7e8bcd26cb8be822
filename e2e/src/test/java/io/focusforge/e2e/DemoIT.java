package io.focusforge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.local.cli.Terminal;
import io.focusforge.local.demo.Demo;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees who tries it out. */
class DemoIT {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    @Test
    void showsWhatBecomesOfThreeTasks() throws Exception {
        run(List.of());
        var shown = output.toString(StandardCharsets.UTF_8);
        assertThat(shown)
                .containsSubsequence(
                        " 1  ", "Analysis", "Plan", "History", " 2  ", "Analysis", "Plan", " 3  ", "Plan", "Recalled")
                .contains("complexity", "rules", "Look again:", "curl ");
    }

    @Test
    void takesTheWordsOfThePersonWhoAsks() throws Exception {
        run(List.of("Paint the fence: buy paint, sand the boards, paint twice"));
        assertThat(output.toString(StandardCharsets.UTF_8)).contains("Paint the fence", "Analysis", "Plan");
    }

    private void run(List<String> words) throws Exception {
        var user = Stacks.withRules().newTenant();
        var key = Files.writeString(directory.resolve("key"), user.key());
        var out = new PrintStream(output, true, StandardCharsets.UTF_8);
        Demo.of(user.url(), key, new Terminal(out, false, 100)).run(words);
    }
}
