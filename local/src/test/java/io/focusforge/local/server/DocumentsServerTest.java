package io.focusforge.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentsServerTest {
    @TempDir
    Path directory;

    @Test
    void keepsWhatItHasAnsweredWhenItIsKilled() throws Exception {
        try (var first = new Running(start("0.0.0.0"))) {
            try (var mongo = new MongoConversation(first.url())) {
                mongo.insert("notes", "kept");
            }
        }

        try (var second = new Running(start("127.0.0.1"));
                var mongo = new MongoConversation(second.url())) {
            assertThat(mongo.count("notes")).isOne();
        }
    }

    @Test
    void saysWhatIsWrongWithItsPort() throws Exception {
        var command = command("127.0.0.1");
        command.environment().put("FOCUSFORGE_DOCUMENTS_PORT", "http");
        var process = command.start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("FOCUSFORGE_DOCUMENTS_PORT is not a port: http");
        assertThat(process.waitFor()).isOne();
    }

    private Process start(String host) throws IOException {
        return command(host).start();
    }

    private ProcessBuilder command(String host) {
        var command = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DocumentsServer.class.getName()))
                .redirectErrorStream(true);
        command.environment().put("FOCUSFORGE_DOCUMENTS_DIRECTORY", directory.toString());
        command.environment().put("FOCUSFORGE_DOCUMENTS_HOST", host);
        command.environment().put("FOCUSFORGE_DOCUMENTS_PORT", "0");
        return command;
    }

    /** Killed when it is closed. */
    private record Running(Process process) implements AutoCloseable {
        String url() throws IOException {
            var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("Documents of ")) {
                    return "mongodb://127.0.0.1:" + line.substring(line.lastIndexOf(' ') + 1);
                }
            }
            throw new AssertionError("it has ended");
        }

        @Override
        public void close() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }
    }
}
