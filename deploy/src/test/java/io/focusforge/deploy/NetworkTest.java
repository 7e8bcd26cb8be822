package io.focusforge.deploy;

import static io.focusforge.deploy.Manifests.each;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
    private static final Set<String> STORES = Set.of("postgres", "mongodb", "redis", "redis-streams", "redis-cache");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{redis: {separate: false}, mongodb: {mode: emulated}}",
                "{redis: {replicas: 1}, postgres: {pooler: {enabled: false}}, mongodb: {replicas: 2, arbiter: true}}",
                "{workers: {more: {queues: {more: 1}}}}",
                "{monitoring: {podMonitor: true}}"
            })
    void onlyWhatSettingsNameIsReached(String values) {
        var manifests = Chart.render(values);
        var needed = Edge.ofSettings(manifests);
        assertThat(needed).contains(new Edge("gateway", "ai", 9000), new Edge("worker-files", "memory", 8080));
        var pooled = needed.contains(new Edge("gateway", "pooler", 5432));
        assertThat(needed.contains(new Edge("gateway", "postgres", 5432))).isNotEqualTo(pooled);
        assertThat(needed).contains(new Edge("migration", "postgres", 5432));
        var reached = reached(manifests);
        needed.addAll(besides(needed, reached));

        assertThat(reached).containsExactlyInAnyOrderElementsOf(needed);
    }

    @Test
    void prometheusReadsWhatAMonitorTellsItTo() {
        assertThat(readers("{}")).isEmpty();
        assertThat(readers("{monitoring: {podMonitor: true}}"))
                .containsOnly(
                        "{\"namespaceSelector\":{},\"podSelector\":{\"matchLabels\":{\"app.kubernetes.io/name\":\"prometheus\"}}}");
        var named = readers("{monitoring: {podMonitor: true}, networkPolicy: {metricsFrom: [{podSelector: {}}]}}");
        assertThat(named).hasSize(6).containsOnly("{\"podSelector\":{}}");
    }

    /** Who else than pods of the release reaches ports of metrics, for each policy that says so. */
    private static List<String> readers(String values) {
        return Chart.render(values)
                .of("NetworkPolicy")
                .flatMap(policy -> each(policy.at("/spec/ingress")))
                .filter(rule -> Set.of("[{\"port\":9000}]", "[{\"port\":8008}]")
                        .contains(rule.path("ports").toString()))
                .flatMap(rule -> each(rule.path("from")))
                .map(JsonNode::toString)
                .filter(peer -> !peer.contains("app.kubernetes.io/instance"))
                .toList();
    }

    /** What no setting of a service names: who keeps copies of each other, the master that Sentinels tell of, and where the pooler goes on. */
    private static Set<Edge> besides(Set<Edge> needed, Set<Edge> reached) {
        return reached.stream()
                .filter(edge -> STORES.contains(edge.to()))
                .filter(edge -> edge.from().equals(edge.to())
                        || edge.port() == 6379 && needed.contains(new Edge(edge.from(), edge.to(), 26379))
                        || edge.equals(new Edge("pooler", "postgres", 5432)))
                .collect(Collectors.toSet());
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
