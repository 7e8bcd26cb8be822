package io.focusforge.cluster;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The nodes of the cluster, and how they are switched off: by commands of whoever runs it, in which {@code $1} is the node's name. */
final class Nodes {
    private static final String OFF = System.getenv().getOrDefault("FOCUSFORGE_CLUSTER_NODE_OFF", "");
    private static final String ON = System.getenv().getOrDefault("FOCUSFORGE_CLUSTER_NODE_ON", "");
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    /** Stores of the laptop profile that have one pod each, and volumes that may be on one node only. */
    private static final Set<String> SINGLE = Set.of("objects", "mongodb");

    private Nodes() {}

    static void assumeThatTheyCanBeSwitchedOff() {
        assumeTrue(
                !OFF.isEmpty() && !ON.isEmpty(),
                "nobody said how: FOCUSFORGE_CLUSTER_NODE_OFF, FOCUSFORGE_CLUSTER_NODE_ON");
    }

    /** A node that the release can do without, with the leader of Postgres on it if that is such a one. */
    static String dispensable(Release release) {
        var needed = needed(release);
        var leaders = ofPods(release, "app.kubernetes.io/component=postgres,focusforge.io/role=primary");
        var others = ofPods(release, "app.kubernetes.io/component=postgres");
        var found = Stream.concat(leaders.stream(), others.stream())
                .filter(node -> !needed.contains(node))
                .findFirst();
        assumeTrue(found.isPresent(), "all nodes have what there is once: " + needed);
        return found.orElseThrow();
    }

    /** The node of the API server, or where none is named so, one with what there is once. */
    static String staying(Release release) {
        return needed(release).iterator().next();
    }

    private static Set<String> needed(Release release) {
        var needed = new HashSet<>(names(Cluster.get("nodes", "-l", "node-role.kubernetes.io/control-plane")));
        for (var claim : items(release.get("pvc"))) {
            if (SINGLE.contains(
                    claim.at("/metadata/labels/app.kubernetes.io~1component").asText())) {
                var volume = Cluster.get("pv", claim.at("/spec/volumeName").asText());
                volume.at("/spec/nodeAffinity/required/nodeSelectorTerms/0/matchExpressions/0/values")
                        .forEach(node -> needed.add(node.asText()));
            }
        }
        return needed;
    }

    /** The nodes on which pods are. */
    static List<String> ofPods(Release release, String selector) {
        return items(release.get("pods", "-l", selector)).stream()
                .map(pod -> pod.at("/spec/nodeName").asText())
                .toList();
    }

    static void switchOff(String node) {
        run(OFF, node);
        awaitReady(node, "False", "Unknown");
    }

    static void switchOn(String node) {
        run(ON, node);
        awaitReady(node, "True");
    }

    private static void awaitReady(String node, String... states) {
        await(node + " is " + String.join(" or ", states))
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> items(Cluster.get("nodes")).stream()
                        .filter(found -> found.at("/metadata/name").asText().equals(node))
                        .flatMap(found -> items(found.at("/status/conditions"), "").stream())
                        .anyMatch(condition -> condition.path("type").asText().equals("Ready")
                                && List.of(states)
                                        .contains(condition.path("status").asText())));
    }

    private static void run(String command, String node) {
        try {
            var process = new ProcessBuilder("bash", "-c", command, "node", node)
                    .directory(Path.of("..").toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (process.waitFor() != 0) {
                throw new AssertionError(command + ": " + process.exitValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<String> names(JsonNode list) {
        return items(list).stream()
                .map(item -> item.at("/metadata/name").asText())
                .toList();
    }

    private static List<JsonNode> items(JsonNode list) {
        return items(list, "items");
    }

    private static List<JsonNode> items(JsonNode list, String name) {
        var array = name.isEmpty() ? list : list.path(name);
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
