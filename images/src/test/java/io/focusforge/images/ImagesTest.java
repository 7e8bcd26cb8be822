package io.focusforge.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.local.server.Directories;
import io.focusforge.local.server.LocalFailure;
import io.focusforge.local.server.Ports;
import io.focusforge.local.server.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./focusforge images}, but for the script: archives are opened, and what is pushed is looked at in the registry. */
class ImagesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private BuiltProject project;

    @BeforeEach
    void build() throws IOException {
        project = BuiltProject.in(directory);
    }

    @Test
    void anArchiveRunsAsAUserWithoutRightsAndSaysWhatItIs() throws Exception {
        project.images("worker", "--no-training", "--base", project.baseArchive("amd64", "25.0.3"));
        try (var image = project.archive("worker-service-amd64.tar")) {
            assertThat(image.names()).containsExactly("focusforge/worker-service:1.2.3");
            assertThat(image.architecture()).isEqualTo("amd64");
            assertThat(image.configuration().path("created").asText()).isEqualTo("2026-11-01T12:00:00Z");
            var run = image.configuration().path("config");
            assertThat(run.path("User").asText()).isEqualTo("10001:10001");
            assertThat(run.path("WorkingDir").asText()).isEqualTo("/app");
            assertThat(JSON.convertValue(run.path("Entrypoint"), List.class))
                    .isEqualTo(List.of("/opt/java/bin/java", "@service.jvm", "-jar", "quarkus-run.jar"));
            assertThat(run.path("ExposedPorts").fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("8080/tcp", "9000/tcp");
            assertThat(JSON.convertValue(run.path("Env"), List.class).toString())
                    .contains("PATH=/opt/java/bin", "FOCUSFORGE_HTTP_PORT=8080", "FOCUSFORGE_MANAGEMENT_PORT=9000");
            assertThat(run.path("Labels")
                            .path("org.opencontainers.image.version")
                            .asText())
                    .isEqualTo("1.2.3");
            assertThat(run.path("Labels")
                            .path("org.opencontainers.image.revision")
                            .asText())
                    .isEqualTo("abc123");
            assertThat(run.path("Labels")
                            .path("org.opencontainers.image.licenses")
                            .asText())
                    .isEqualTo("Apache-2.0");
        }
    }

    @Test
    void whatChangesSeldomIsBelowWhatChangesOften() throws Exception {
        project.images("worker", "--no-training", "--base", project.baseArchive("amd64", "25.0.3"));
        try (var image = project.archive("worker-service-amd64.tar")) {
            var layers = image.layers().stream()
                    .skip(1)
                    .map(layer -> files(image, layer))
                    .toList();
            assertThat(layers).hasSize(3);
            assertThat(layers.get(0)).containsOnlyKeys("app/lib/main/org.example.library-1.0.jar");
            assertThat(layers.get(1)).containsOnlyKeys("app/lib/main/io.focusforge.common-1.2.3.jar");
            assertThat(layers.get(2))
                    .containsOnlyKeys(
                            "app/app/worker-service-1.2.3.jar",
                            "app/quarkus/generated-bytecode.jar",
                            "app/quarkus-run.jar",
                            "app/sbom.cdx.json",
                            "app/service.jvm");
            assertThat(layers.get(2).get("app/sbom.cdx.json")).contains("CycloneDX", "worker");
            assertThat(layers.get(2).get("app/service.jvm")).contains("-XX:+UseSerialGC", "-Xms256m");
        }
    }

    @Test
    void theServerOfDocumentsHasWhatItNeedsOfItsModule() throws Exception {
        project.images("documents", "--no-training", "--base", project.baseArchive("amd64", "25.0.3"));
        try (var image = project.archive("documents-amd64.tar")) {
            assertThat(image.names()).containsExactly("focusforge/documents:1.2.3");
            assertThat(image.configuration().at("/config/ExposedPorts").fieldNames())
                    .toIterable()
                    .containsExactly("27017/tcp");
            assertThat(files(image, image.layers().get(1))).containsOnlyKeys("app/lib/main/mongo-1.jar");
            var own = files(image, image.layers().get(2));
            assertThat(own).containsKey("app/app/local.jar");
            assertThat(own.get("app/service.jvm")).contains("-XX:+UseSerialGC").doesNotContain("LogManager");
        }
    }

    @Test
    void anExecutableNeedsNoJava() throws Exception {
        var base = project.baseWithoutJava(JavaRuntime.machine());
        assertRefused("worker-service is not built as a native executable", "worker", "--native", "--base", base);
        project.buildExecutable(Service.WORKER);
        project.images("worker", "--native", "--base", base);
        try (var image = project.archive("worker-service-native-%s.tar".formatted(JavaRuntime.machine()))) {
            assertThat(image.names()).containsExactly("focusforge/worker-service-native:1.2.3");
            var run = image.configuration().path("config");
            assertThat(run.path("User").asText()).isEqualTo("10001:10001");
            assertThat(JSON.convertValue(run.path("Entrypoint"), List.class)).isEqualTo(List.of("/app/worker-service"));
            assertThat(run.path("Env").toString())
                    .contains("FOCUSFORGE_HTTP_PORT=8080", "MALLOC_ARENA_MAX=2")
                    .doesNotContain("JAVA");
            assertThat(files(image, image.layers().getLast()))
                    .containsOnlyKeys("app/worker-service", "app/sbom.cdx.json");
            image.read(image.layers().getLast(), (entry, content) -> assertThat(entry.getMode() & 0111)
                    .as(entry.getName())
                    .isEqualTo(entry.getName().endsWith("worker-service") ? 0111 : entry.isDirectory() ? 0111 : 0));
        }
    }

    @Test
    void executablesAreForTheMachineThatTheyAreBuiltOn() {
        var other = JavaRuntime.machine().equals("arm64") ? "amd64" : "arm64";
        assertRefused("not for " + other, "worker", "--native", "--arch", other);
        assertRefused("documents is no service", "documents", "--native");
    }

    @Test
    void theSameSourcesGiveTheSameImages() throws Exception {
        var base = project.baseArchive("amd64", "25.0.3");
        project.images("gateway", "--no-training", "--base", base);
        var first = Files.readAllBytes(directory.resolve("target/images/gateway-service-amd64.tar"));
        Directories.delete(directory.resolve("target"));
        var jar = directory.resolve("gateway-service/target/quarkus-app/quarkus-run.jar");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
        project.images("gateway", "--no-training", "--base", base);
        assertThat(Files.readAllBytes(directory.resolve("target/images/gateway-service-amd64.tar")))
                .isEqualTo(first);
    }

    @Test
    void whatHasChangedIsInTheImageThatIsBuiltAnew() throws Exception {
        var base = project.baseArchive("amd64", "25.0.3");
        for (var text : new String[] {"old", "new"}) {
            BuiltProject.write(
                    directory.resolve("gateway-service/target/quarkus-app/lib/main/io.focusforge.common-1.2.3.jar"),
                    text);
            project.images("gateway", "--no-training", "--base", base);
            try (var image = project.archive("gateway-service-amd64.tar")) {
                var found = new ArrayList<String>();
                for (var layer : image.layers()) {
                    found.add(files(image, layer).get("app/lib/main/io.focusforge.common-1.2.3.jar"));
                }
                assertThat(found).contains(text);
            }
        }
    }

    @Test
    void whatWasLearntGoesIntoALayerOfItsOwnUntilTheServiceChanges() throws Exception {
        // of another machine than this one, so that nothing is learnt here
        var architecture = JavaRuntime.machine().equals("arm64") ? "amd64" : "arm64";
        var base = project.baseArchive(architecture, "25.0.3");
        var archive = "gateway-service-%s.tar".formatted(architecture);
        assertThat(project.images("gateway", "--base", base)).contains("start without a cache");

        BuiltProject.write(
                directory.resolve("target/images/%s/gateway-service/app.aot".formatted(architecture)), "learnt");
        project.images("gateway", "--base", base);
        try (var image = project.archive(archive)) {
            assertThat(files(image, image.layers().getLast())).isEqualTo(Map.of("app/app.aot", "learnt"));
            assertThat(image.configuration().at("/config/Entrypoint").toString())
                    .contains("-XX:AOTCache=app.aot");
        }

        BuiltProject.write(
                directory.resolve("gateway-service/target/quarkus-app/app/gateway-service-1.2.3.jar"), "new");
        project.images("gateway", "--base", base);
        try (var image = project.archive(archive)) {
            assertThat(image.configuration().at("/config/Entrypoint").toString())
                    .doesNotContain("AOTCache");
        }
    }

    @Test
    void aRegistryGetsOneNameForBothArchitectures() throws Exception {
        try (var registry = LoopbackRegistry.start(directory)) {
            var base = project.baseIn(registry, "amd64", "arm64");
            var target = registry.address() + "/team/";
            project.images("ai", "--no-training", "--insecure", "--base", base, "--push", target, "--tag", "9");

            var repository = "team/focusforge/ai-service";
            var index = JSON.readTree(registry.manifest(repository + ":9").content());
            assertThat(index.path("mediaType").asText()).isEqualTo("application/vnd.oci.image.index.v1+json");
            assertThat(index.path("manifests").findValuesAsText("architecture")).containsExactly("amd64", "arm64");
            for (var image : index.path("manifests")) {
                var manifest = registry.manifest(
                        repository + "@" + image.path("digest").asText());
                assertThat(image.path("size").asInt()).isEqualTo(manifest.content().length);
            }
        }
    }

    @Test
    void archivesAreForTheMachineThatTheyAreBuiltOnUnlessTold() throws Exception {
        try (var registry = LoopbackRegistry.start(directory)) {
            var base = project.baseIn(registry, "amd64", "arm64");
            project.images("memory", "--no-training", "--insecure", "--base", base);
            assertThat(archives()).containsExactly("memory-service-%s.tar".formatted(JavaRuntime.machine()));
            project.images("memory", "--no-training", "--insecure", "--base", base, "--arch", "amd64,arm64");
            assertThat(archives()).containsExactly("memory-service-amd64.tar", "memory-service-arm64.tar");
        }
    }

    @Test
    void saysWhatIsWrongWithABase() throws Exception {
        var old = project.baseArchive("amd64", "21.0.9");
        assertRefused("has Java '21.0.9'", "gateway", "--no-training", "--base", old);
        var base = project.baseArchive("amd64", "25.0.3");
        assertRefused("is for amd64, not for arm64", "gateway", "--no-training", "--base", base, "--arch", "arm64");
        assertRefused("There is no archive", "--base", "tar:///nowhere/base.tar");
        Files.writeString(directory.resolve("text.tar"), "text");
        assertRefused("is not an image", "--no-training", "--base", "tar://" + directory.resolve("text.tar"));
        var nobody = "localhost:%d/jre:25".formatted(Ports.free(1).getFirst());
        assertRefused("no Docker is needed", "--insecure", "--no-training", "--base", nobody);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertRefused("There is no image of 'mail'", "mail");
        assertRefused("There is no option --fast", "--fast");
        assertRefused("The option --push needs a value", "--push");
        assertRefused("'s390x' is not an architecture", "--arch", "amd64,s390x");
        assertRefused("is not the name of an image", "--base", "Not A Name");
    }

    @Test
    void theBaseIsThatOfTheContainerfile() throws IOException {
        var lines = Files.readAllLines(Path.of("service.Containerfile"));
        assertThat(lines.stream()
                        .filter(line -> line.startsWith("FROM "))
                        .toList()
                        .getLast())
                .isEqualTo("FROM " + Base.DEFAULT);
    }

    private void assertRefused(String reason, String... arguments) {
        assertThatThrownBy(() -> project.images(arguments))
                .isInstanceOf(LocalFailure.class)
                .hasMessageContaining(reason);
    }

    private List<String> archives() throws IOException {
        try (var files = Files.list(directory.resolve("target/images"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("memory-service"))
                    .sorted()
                    .toList();
        }
    }

    private static Map<String, String> files(ImageArchive image, String layer) {
        var files = new LinkedHashMap<String, String>();
        image.read(layer, (entry, content) -> {
            if (entry.isFile()) {
                files.put(entry.getName(), new String(content.readAllBytes(), StandardCharsets.UTF_8));
            }
        });
        return files;
    }
}
