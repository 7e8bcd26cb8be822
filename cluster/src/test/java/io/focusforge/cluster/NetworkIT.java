package io.focusforge.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** From a pod of each kind, every port of every other kind is tried: those that it needs answer, and no others. */
@OnCluster
class NetworkIT {
    private static final Map<String, List<Integer>> PORTS = Map.of(
            "gateway", List.of(8080, 9000),
            "orchestrator", List.of(8080, 9000),
            "ai", List.of(8080, 9000),
            "memory", List.of(8080, 9000),
            "worker-default", List.of(8080, 9000),
            "pooler", List.of(5432),
            "postgres", List.of(5432, 8008),
            "redis-streams", List.of(6379, 26379),
            "redis-cache", List.of(6379, 26379),
            "mongodb", List.of(27017));

    private static final String STORES =
            " pooler:5432 redis-streams:6379 redis-streams:26379 redis-cache:6379 redis-cache:26379";

    private static final Map<String, String> ALLOWED = Map.of(
            "gateway",
            "orchestrator:8080 orchestrator:9000 ai:8080 ai:9000 memory:8080 memory:9000 worker-default:8080 worker-default:9000"
                    + STORES,
            "orchestrator",
            "ai:8080 memory:8080 worker-default:8080" + STORES,
            "ai",
            "gateway:8080 orchestrator:8080 worker-default:8080" + STORES,
            "memory",
            "gateway:8080 orchestrator:8080 ai:8080 worker-default:8080 mongodb:27017" + STORES,
            "worker-default",
            "orchestrator:8080 ai:8080 memory:8080" + STORES,
            "pooler",
            "postgres:5432",
            "postgres",
            "postgres:5432 postgres:8008",
            "redis-streams",
            "redis-streams:6379 redis-streams:26379",
            "redis-cache",
            "redis-cache:6379 redis-cache:26379",
            "mongodb",
            "");

    private final Release release = Release.shared();

    @Test
    void podsReachWhatTheyNeedAndNothingElse() {
        var targets = new TreeMap<String, String>();
        PORTS.forEach(
                (component, ports) -> ports.forEach(port -> targets.put(component + ":" + port, other(component))));
        var reached = new TreeMap<String, TreeSet<String>>();
        var allowed = new TreeMap<String, TreeSet<String>>();
        PORTS.keySet().forEach(source -> {
            allowed.put(source, words(ALLOWED.get(source)));
            reached.put(
                    source,
                    words(release.kubectl(
                            "exec", release.pods(source).getFirst(), "--", "bash", "-c", probe(source, targets))));
        });
        assertThat(reached).isEqualTo(allowed);
    }

    /** The address of the last pod: another one than that which asks, where there are several. */
    private String other(String component) {
        return release.get("pod", release.pods(component).getLast())
                .at("/status/podIP")
                .asText();
    }

    private String probe(String source, Map<String, String> targets) {
        return targets.entrySet().stream()
                // a pod reaches itself whatever policies say
                .filter(target -> !target.getKey().startsWith(source + ":")
                        || release.pods(source).size() > 1)
                .map(target -> "(timeout 3 bash -c '</dev/tcp/%s/%s' 2>/dev/null && echo %s) &"
                        .formatted(target.getValue(), target.getKey().replaceAll(".*:", ""), target.getKey()))
                .collect(Collectors.joining("\n", "", "\nwait"));
    }

    private static TreeSet<String> words(String text) {
        return Stream.of(text.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
