package io.focusforge.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What Kubernetes would be given. */
record Manifests(List<JsonNode> all) {
    private static final YAMLMapper YAML = new YAMLMapper();

    static Manifests parse(String yaml) {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            return new Manifests(documents.readAll().stream()
                    .filter(Objects::nonNull)
                    .filter(JsonNode::isObject)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Stream<JsonNode> of(String kind) {
        return all.stream().filter(manifest -> manifest.path("kind").asText().equals(kind));
    }

    /** Deployments of the suite's own services and workers. */
    Stream<JsonNode> services() {
        return of("Deployment")
                .filter(deployment ->
                        deployment.at("/spec/template/metadata/labels").has("focusforge.io/service"));
    }

    /** @param name behind the release's */
    JsonNode get(String kind, String name) {
        return find(kind, name).orElseThrow(() -> new AssertionError("no %s %s".formatted(kind, name)));
    }

    Optional<JsonNode> find(String kind, String name) {
        return of(kind).filter(
                        manifest -> manifest.at("/metadata/name").asText().equals(Chart.RELEASE + "-focusforge" + name))
                .findFirst();
    }

    /** Templates of pods, wherever they are. */
    List<JsonNode> pods() {
        return all.stream()
                .map(manifest -> switch (manifest.path("kind").asText()) {
                    case "Pod" -> manifest;
                    case "CronJob" -> manifest.at("/spec/jobTemplate/spec/template");
                    default -> manifest.at("/spec/template");
                })
                .filter(pod -> pod.has("spec"))
                .toList();
    }

    /** As text that is the same for the same values: without what is drawn. */
    List<String> withoutSecrets() {
        return all.stream()
                .map(manifest -> {
                    if (!manifest.path("kind").asText().equals("Secret")) {
                        return manifest.toString();
                    }
                    var drawn = (ObjectNode) manifest.deepCopy();
                    var names = drawn.putArray("data");
                    manifest.get("data").fieldNames().forEachRemaining(names::add);
                    return drawn.toString();
                })
                .toList();
    }

    static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** All containers of a pod, those that run before the others too. */
    static Stream<JsonNode> containers(JsonNode pod) {
        return Stream.concat(each(pod.at("/spec/initContainers")), each(pod.at("/spec/containers")));
    }

    /** The value of an environment variable, if it is said plainly. */
    static Optional<String> variable(JsonNode container, String name) {
        return each(container.path("env"))
                .filter(variable -> variable.path("name").asText().equals(name))
                .map(variable -> variable.path("value").asText())
                .findFirst();
    }
}
