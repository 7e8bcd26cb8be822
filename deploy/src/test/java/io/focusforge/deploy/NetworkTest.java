package io.focusforge.deploy;

import static io.focusforge.deploy.Manifests.each;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
    /** What no setting of a service names: who keeps copies of each other. */
    private static final Set<Edge> BESIDES = Set.of(
            new Edge("postgres", "postgres", 5432),
            new Edge("postgres", "postgres", 8008),
            new Edge("mongodb", "mongodb", 27017));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{redis: {separate: false}, mongodb: {mode: emulated}}",
                "{workers: {more: {queues: {more: 1}}}}"
            })
    void onlyWhatSettingsNameIsReached(String values) {
        var manifests = Chart.render(values);
        var needed = Edge.ofSettings(manifests);
        assertThat(needed).contains(new Edge("gateway", "ai", 9000), new Edge("worker-files", "memory", 8080));
        needed.addAll(BESIDES);

        assertThat(reached(manifests)).containsExactlyInAnyOrderElementsOf(needed);
    }

    private static Set<Edge> reached(Manifests manifests) {
        var policies = NetworkPolicies.of(manifests);
        var edges = new HashSet<Edge>();
        for (var from : manifests.pods()) {
            for (var to : manifests.pods()) {
                Manifests.containers(to)
                        .flatMap(container -> each(container.path("ports")))
                        .map(port -> port.path("containerPort").asInt())
                        .filter(port -> policies.allow(from, to, port))
                        .forEach(port -> edges.add(new Edge(Edge.component(from), Edge.component(to), port)));
            }
        }
        return edges;
    }
}
