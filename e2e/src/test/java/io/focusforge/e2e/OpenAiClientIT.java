package io.focusforge.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** OpenAI's own client for Node, pointed at the gateway. Left out where there is no Node, or the package is not to be had. */
class OpenAiClientIT {
    private static final Path SOURCES = Path.of("src/test/openai");
    private static final Path HOME = Path.of("target/openai");
    private static final int MINUTES = 3;

    @BeforeAll
    static void install() throws Exception {
        Files.createDirectories(HOME);
        for (var file : List.of("package.json", "package-lock.json", "client.test.mjs")) {
            Files.copy(SOURCES.resolve(file), HOME.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        assumeTrue(run(Map.of(), "node", "--version") == 0, "without Node the official client is not tested");
        var installed = run(Map.of(), "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        assumeTrue(installed == 0, "the package openai is not to be had here: " + log());
    }

    @Test
    void theOfficialClientWorks() throws Exception {
        var client = Stacks.withModel().newTenant();
        var environment = Map.of(
                "FOCUSFORGE_URL", client.url(),
                "FOCUSFORGE_KEY", client.key(),
                "PROVIDER_URL", Stacks.wireProvider().url());
        assertThat(run(environment, "node", "--test", "--test-reporter=spec", "client.test.mjs"))
                .as(OpenAiClientIT::log)
                .isZero();
    }

    private static int run(Map<String, String> environment, String... command) throws InterruptedException {
        try {
            var program = new ProcessBuilder(command)
                    .directory(HOME.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(HOME.resolve("log").toFile());
            program.environment().putAll(environment);
            var running = program.start();
            if (!running.waitFor(MINUTES, TimeUnit.MINUTES)) {
                running.destroyForcibly();
                return -1;
            }
            return running.exitValue();
        } catch (IOException e) {
            return -1;
        }
    }

    private static String log() {
        try {
            return Files.readString(HOME.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
