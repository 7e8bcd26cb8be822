package io.focusforge.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The cluster that KUBECONFIG names, by kubectl and helm; {@code FOCUSFORGE_CLUSTER_COMMAND} goes before these where they do not reach it by themselves. */
final class Cluster {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private Cluster() {}

    static String kubectl(String... arguments) {
        return run("kubectl", arguments);
    }

    static String helm(String... arguments) {
        return run("helm", arguments);
    }

    static JsonNode get(String... arguments) {
        var all = new ArrayList<>(List.of("get", "-o", "json"));
        all.addAll(List.of(arguments));
        return json(kubectl(all.toArray(String[]::new)));
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws AssertionError with what the program said, when it fails */
    private static String run(String program, String... arguments) {
        var command = new ArrayList<>(prefix());
        command.add(program);
        command.addAll(List.of(arguments));
        try {
            var process = new ProcessBuilder(command)
                    .directory(Path.of("..").toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            var errors = new StringBuilder();
            var reader = Thread.ofVirtual().start(() -> errors.append(read(process.errorReader())));
            var output = read(process.inputReader());
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", command) + ": no end within " + PATIENCE);
            }
            reader.join();
            if (process.exitValue() != 0) {
                throw new AssertionError(String.join(" ", command) + ": " + errors + output);
            }
            return output.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(program + " is needed on the PATH", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String read(java.io.Reader reader) {
        try (reader) {
            var text = new java.io.StringWriter();
            reader.transferTo(text);
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> prefix() {
        return Arrays.stream(System.getenv()
                        .getOrDefault("FOCUSFORGE_CLUSTER_COMMAND", "")
                        .split(" "))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
