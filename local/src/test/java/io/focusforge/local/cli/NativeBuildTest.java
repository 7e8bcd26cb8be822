package io.focusforge.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./focusforge build --native} says before it begins what cannot end well. */
class NativeBuildTest {
    private static final String NONE = "/usr/bin:/bin";

    @TempDir
    Path directory;

    private StubProject project;
    private Path graalvm;

    @BeforeEach
    void build() throws IOException {
        project = StubProject.in(Files.createDirectory(directory.resolve("project")));
        graalvm = Files.createDirectories(directory.resolve("graalvm/bin")).getParent();
    }

    @Test
    void saysHowToGetABuilder() throws Exception {
        assertRefused(
                project.run(environment(), "build", "--native", "gateway"), "there is no native-image", "--container");
    }

    @Test
    void refusesABuilderForAnotherJava() throws Exception {
        program(graalvm.resolve("bin/native-image"), "echo native-image 21.0.2 2024-01-16");
        assertRefused(
                project.run(environment(), "build", "--native", "gateway"),
                "is native-image 21.0.2 2024-01-16, and native-image 25 is needed");
    }

    @Test
    void saysWhatTheLinkerLacks() throws Exception {
        program(graalvm.resolve("bin/native-image"), "echo native-image 25.0.2 2026-01-20");
        var compiler = program(directory.resolve("cc"), "exit 1");
        var environment = environment();
        environment.put("CC", compiler.toString());
        assertRefused(project.run(environment, "build", "--native", "gateway"), "zlib", "apt-get install");
    }

    @Test
    void saysHowMuchMemoryIsNeeded() throws Exception {
        program(graalvm.resolve("bin/native-image"), "echo native-image 25.0.2 2026-01-20");
        var environment = environment();
        environment.put("CC", program(directory.resolve("cc"), "exit 0").toString());
        environment.put("FOCUSFORGE_NATIVE_GIGABYTES", "1000000");
        assertRefused(project.run(environment, "build", "--native", "gateway"), "needs 1000000 GB of memory");
    }

    @Test
    void refusesWhatItDoesNotKnow() throws Exception {
        assertRefused(project.run(environment(), "build", "--native", "kitchen"), "there is no service 'kitchen'");
        assertRefused(project.run(environment(), "build", "--container"), "--container goes with --native");
        assertRefused(project.run(environment(), "build", "--quick"), "--quick goes with --native");
    }

    private Map<String, String> environment() {
        return new HashMap<>(Map.of("PATH", NONE, "GRAALVM_HOME", graalvm.toString()));
    }

    private static Path program(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private static void assertRefused(StubProject.Result result, String... reasons) {
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.errors()).startsWith("focusforge: ").contains(reasons);
        assertThat(result.errors().lines()).as("lines on stderr").hasSize(1);
    }
}
