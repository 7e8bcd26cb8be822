package io.focusforge.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the examples of the documentation as they are written: all blocks marked {@code bash} of a page, in one shell. */
class DocumentationIT {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern EXAMPLE = Pattern.compile("^```bash\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
    /** An answer that is an error ends the page. */
    private static final String STRICT = """
            set -euo pipefail
            curl() { command curl --fail-with-body --max-time 30 "$@"; }
            """;

    private static Client operator;

    @TempDir
    Path directory;

    @BeforeAll
    static void connect() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "curl is not installed");
        operator = Stacks.withRules();
    }

    static Stream<String> pages() throws IOException {
        try (var docs = Files.list(PROJECT.resolve("docs"))) {
            return Stream.concat(Stream.of(PROJECT.resolve("README.md")), docs.sorted())
                    .filter(page ->
                            page.toString().endsWith(".md") && !examples(page).isEmpty())
                    .map(page -> PROJECT.relativize(page).toString())
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void showsWhatWorks(String page) throws Exception {
        var output = directory.resolve("output").toFile();
        var shell = new ProcessBuilder("bash", "-c", STRICT + examples(PROJECT.resolve(page)))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output);
        shell.environment().put("FF", operator.url());
        shell.environment().put("KEY", operator.key());
        var running = shell.start();
        assertThat(running.waitFor(2, TimeUnit.MINUTES)).as("ends").isTrue();
        assertThat(running.exitValue())
                .as(() -> page + ":\n" + read(output.toPath()))
                .isZero();
    }

    private static String examples(Path page) {
        return EXAMPLE.matcher(read(page))
                .results()
                .map((MatchResult example) -> example.group(1))
                .collect(Collectors.joining("\n"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
