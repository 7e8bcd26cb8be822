package io.focusforge.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in {@code k8s/}, for those who use kubectl alone. */
class PlainManifestsTest {
    private static final Path DIRECTORY = Chart.ROOT.resolve("k8s");
    private static final String HEAD = """
        # Rendered from the chart: ./mvnw -pl deploy test -Dtest=PlainManifestsTest -Dfocusforge.docs.update=true
        """;

    private static final String SECRETS = "secrets: {job: true}\n";
    private static final Map<String, String> PROFILES = Map.of("dev", "laptop", "production", "production");

    private static final PlainManifests BASE = PlainManifests.render("", SECRETS);

    @Test
    void baseIsUpToDate() throws IOException {
        var kustomization = kustomization("focusforge.yaml");
        kustomization.put("namespace", PlainManifests.NAMESPACE);
        ((ObjectNode) kustomization).withArray("resources").insert(0, "namespace.yaml");

        ChartFilesTest.isUpToDate(
                DIRECTORY.resolve("base/focusforge.yaml"),
                HEAD + Yaml.writeAll(BASE.objects().values()));
        ChartFilesTest.isUpToDate(DIRECTORY.resolve("base/kustomization.yaml"), HEAD + Yaml.write(kustomization));
        ChartFilesTest.isUpToDate(
                DIRECTORY.resolve("base/namespace.yaml"), HEAD + """
            apiVersion: v1
            kind: Namespace
            metadata:
              name: %s
              labels:
                pod-security.kubernetes.io/enforce: restricted
            """.formatted(PlainManifests.NAMESPACE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "production"})
    void overlayIsUpToDate(String name) throws IOException {
        var overlay = overlay(name);
        var added = overlay.without(BASE);
        var kustomization = kustomization("../../base", "added.yaml");
        kustomization.put("namespace", PlainManifests.NAMESPACE);
        kustomization.setAll(overlay.over(BASE));
        var directory = DIRECTORY.resolve("overlays").resolve(name);

        ChartFilesTest.isUpToDate(
                directory.resolve("added.yaml"),
                HEAD + Yaml.writeAll(added.objects().values()));
        ChartFilesTest.isUpToDate(directory.resolve("kustomization.yaml"), HEAD + Yaml.write(kustomization));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "production"})
    void patchesMakeOfTheBaseWhatTheChartMakes(String name) {
        var overlay = overlay(name);
        var objects = new TreeMap<>(BASE.objects());
        for (var patch : overlay.over(BASE).path("patches")) {
            var content = Yaml.read(patch.path("patch").asText());
            if (content.isArray()) {
                var target = patch.path("target");
                var key =
                        target.path("kind").asText() + "/" + target.path("name").asText();
                var changed = objects.get(key).deepCopy();
                JsonPatch.apply(content, (ObjectNode) changed);
                objects.put(key, changed);
            } else {
                objects.remove(PlainManifests.key(content));
            }
        }
        objects.putAll(overlay.without(BASE).objects());

        assertThat(objects).isEqualTo(overlay.objects());
    }

    @Test
    void noSecretIsInThem() {
        assertThat(Stream.of(BASE, overlay("dev"), overlay("production"))
                        .flatMap(manifests -> manifests.objects().keySet().stream()))
                .contains("Role/focusforge-secrets")
                .noneMatch(key -> key.startsWith("Secret/"));
    }

    /** With the program itself, where there is one. */
    @ParameterizedTest
    @ValueSource(strings = {"dev", "production"})
    @EnabledIf("hasKubectl")
    void kubectlMakesTheSame(String name) throws IOException {
        var process = new ProcessBuilder(
                        "kubectl",
                        "kustomize",
                        DIRECTORY.resolve("overlays").resolve(name).toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var made = Manifests.parse(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));

        var objects = new TreeMap<String, JsonNode>();
        made.all().forEach(object -> objects.put(PlainManifests.key(object), withoutNamespace(object)));
        objects.remove("Namespace/" + PlainManifests.NAMESPACE);
        var expected = overlay(name).objects();
        assertThat(objects).containsOnlyKeys(expected.keySet());
        assertThat(objects).allSatisfy((key, object) -> assertThat(object).isEqualTo(expected.get(key)));
    }

    static boolean hasKubectl() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "kubectl")));
    }

    private static PlainManifests overlay(String name) {
        var production = name.equals("production") ? ProfilesTest.PRODUCTION : "";
        return PlainManifests.render(PROFILES.get(name), SECRETS + production);
    }

    private static ObjectNode kustomization(String... resources) {
        var kustomization = JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", "kustomize.config.k8s.io/v1beta1")
                .put("kind", "Kustomization");
        var list = kustomization.putArray("resources");
        Stream.of(resources).forEach(list::add);
        return kustomization;
    }

    private static JsonNode withoutNamespace(JsonNode object) {
        ((ObjectNode) object.path("metadata")).remove("namespace");
        return object;
    }
}
