package io.focusforge.local.cli;

import io.focusforge.local.server.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A built project as the script finds it, with the real launcher and servers, and services that do nothing. */
final class StubProject {
    private static final Path SCRIPT =
            Path.of("..", "focusforge").toAbsolutePath().normalize();
    private static final Path JVM_FLAGS = SCRIPT.resolveSibling("images").resolve("service.jvm");

    private final Path root;

    private StubProject(Path root) {
        this.root = root;
    }

    static StubProject in(Path root) throws IOException {
        var project = new StubProject(root);
        Files.createDirectories(root.resolve("local/target"));
        Files.createDirectories(root.resolve("images"));
        Files.copy(SCRIPT, root.resolve("focusforge"));
        Files.copy(JVM_FLAGS, root.resolve("images/service.jvm"));
        project.emptyJar(root.resolve("local/target/local.jar"));
        for (var service : Service.values()) {
            project.jar(root.resolve(service + "-service/target/quarkus-app"));
        }
        Files.writeString(
                root.resolve("local/target/classpath"),
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        return project;
    }

    /** What a command printed, and how it ended. */
    record Result(int code, String out, String errors) {}

    Result run(String... arguments) throws IOException, InterruptedException {
        return run(Map.of(), arguments);
    }

    Result run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        var command =
                new ArrayList<>(List.of("/bin/bash", root.resolve("focusforge").toString()));
        command.addAll(List.of(arguments));
        var out = Files.createTempFile(root, "out", ".txt");
        var errors = Files.createTempFile(root, "errors", ".txt");
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(errors.toFile());
        builder.environment()
                .putAll(Map.of(
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "FOCUSFORGE_LOCAL_TRAIN",
                        "off",
                        "COLUMNS",
                        "80"));
        builder.environment().putAll(environment);
        var process = builder.start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("no end of " + command);
        }
        return new Result(process.exitValue(), Files.readString(out), Files.readString(errors));
    }

    Path data() {
        return root.resolve(".focusforge");
    }

    // The launcher's classes are in the class path of this test.
    private void emptyJar(Path file) throws IOException {
        new JarOutputStream(Files.newOutputStream(file), new Manifest()).close();
    }

    private void jar(Path application) throws IOException {
        Files.createDirectories(application);
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StubService.class.getName());
        var entry = StubService.class.getName().replace('.', '/') + ".class";
        try (var jar = new JarOutputStream(Files.newOutputStream(application.resolve("quarkus-run.jar")), manifest);
                var code = StubService.class.getResourceAsStream("/" + entry)) {
            jar.putNextEntry(new JarEntry(entry));
            code.transferTo(jar);
        }
    }
}
