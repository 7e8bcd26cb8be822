package io.focusforge.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.local.server.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cache that a JVM has learnt beside staged files is taken by the same JVM over the files of the image, in another place. */
class LearntCacheTest {
    @TempDir
    Path directory;

    /** What the image runs. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) {
            System.out.println("ran");
        }
    }

    @Test
    void theImageStartsFromWhatWasLearntBeforeItWasPacked() throws Exception {
        var project = BuiltProject.in(directory);
        program(directory.resolve("gateway-service/target/quarkus-app/quarkus-run.jar"));
        var base = project.baseArchive(JavaRuntime.machine(), "25.0.3");
        project.images("gateway", "--no-training", "--base", base);

        var stage = directory
                .resolve("target/images")
                .resolve(JavaRuntime.machine())
                .resolve("gateway-service");
        // Nothing is to be learnt any more when all have a cache.
        for (var service : Service.values()) {
            project.images(service.id(), "--no-training", "--base", base);
            BuiltProject.write(stage.resolveSibling(service + "-service").resolve("app.aot"), "");
        }
        Files.delete(stage.resolve("app.aot"));
        assertThat(run(stage, "-XX:AOTCacheOutput=app.aot", "-Xlog:aot=off,cds=off"))
                .contains("ran");
        project.images("gateway", "--base", base);

        var unpacked = unpack(project.archive("gateway-service-%s.tar".formatted(JavaRuntime.machine())));
        // With this mode, a JVM that cannot take the cache does not start.
        assertThat(run(unpacked, "-XX:AOTCache=app.aot", "-XX:AOTMode=on")).isEqualTo("ran\n");

        // Some JVMs look at times only later, and then in silence.
        assertThat(Files.getLastModifiedTime(unpacked.resolve("quarkus-run.jar")))
                .isEqualTo(Files.getLastModifiedTime(stage.resolve("quarkus-run.jar")));
    }

    private Path unpack(ImageArchive image) throws IOException {
        var root = Files.createDirectory(directory.resolve("container"));
        try (image) {
            for (var layer : image.layers()) {
                image.read(layer, (entry, content) -> {
                    var file = root.resolve(entry.getName());
                    if (entry.isFile()) {
                        Files.createDirectories(file.getParent());
                        Files.copy(content, file);
                        Files.setLastModifiedTime(file, entry.getLastModifiedTime());
                    }
                });
            }
        }
        return root.resolve("app");
    }

    private static String run(Path application, String... flags) throws IOException, InterruptedException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@service.jvm"));
        command.addAll(List.of(flags));
        command.addAll(List.of("-jar", "quarkus-run.jar"));
        var said = Files.createTempFile(application.getParent(), "said", ".txt");
        var process = new ProcessBuilder(command)
                .directory(application.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("no end of " + command);
        }
        return Files.readString(said);
    }

    private static void program(Path jar) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, "1.2.3");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Program.class.getName());
        var entry = Program.class.getName().replace('.', '/') + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var code = Program.class.getResourceAsStream("/" + entry)) {
            out.putNextEntry(new JarEntry(entry));
            code.transferTo(out);
        }
    }
}
