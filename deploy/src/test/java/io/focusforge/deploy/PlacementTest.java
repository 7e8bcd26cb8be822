package io.focusforge.deploy;

import static io.focusforge.deploy.Manifests.each;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On which nodes pods run. */
class PlacementTest {
    private static final String DEFAULTS =
            "defaults: {nodeSelector: {pool: apps}, tolerations: [{key: apps}], priorityClassName: middle}\n";
    private static final String BACKED_UP = "secrets: {external: theirs}\nbackup: {enabled: true, s3: {bucket: b}";
    private static final Map<String, Set<String>> STORES = Map.of(
            "postgres", Set.of("postgres", "pooler"),
            "redis", Set.of("redis"),
            "mongodb", Set.of("mongodb"),
            "backup", Set.of("mark", "verify"));

    @ParameterizedTest
    @ValueSource(strings = {"-memory", "-worker-default", "-worker-files"})
    void thatShareAVolumeOfOneNodeAreKeptOnIt(String name) {
        var pods = Chart.render("{}");
        var together = pods.get("Deployment", name).at("/spec/template/spec");
        assertThat(together.has("topologySpreadConstraints")).isFalse();
        assertThat(together.path("affinity")).hasSize(1);
        var term = together.at("/affinity/podAffinity/requiredDuringSchedulingIgnoredDuringExecution/0");
        assertThat(term.path("topologyKey").asText()).isEqualTo("kubernetes.io/hostname");
        assertThat(term.at("/labelSelector/matchLabels").toString())
                .isEqualTo("{\"app.kubernetes.io/instance\":\"ff\"}");
        assertThat(term.at("/labelSelector/matchExpressions").toString())
                .isEqualTo(
                        "[{\"key\":\"focusforge.io/service\",\"operator\":\"In\",\"values\":[\"memory\",\"worker\"]}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{objects: {volume: {accessMode: ReadWriteMany}}}",
                "{objects: {mode: s3, s3: {url: 's3://b/p'}}}"
            })
    void areSpreadOverZonesAndNodesWhereNothingHoldsThem(String values) {
        assertThat(Chart.render(values).services()).hasSize(8).allSatisfy(deployment -> {
            var pod = deployment.at("/spec/template/spec");
            assertThat(pod.at("/affinity/podAntiAffinity/preferredDuringSchedulingIgnoredDuringExecution"))
                    .hasSize(1);
            assertThat(pod.path("affinity").has("podAffinity")).isFalse();
            assertThat(each(pod.path("topologySpreadConstraints")))
                    .allSatisfy(spread ->
                            assertThat(spread.at("/labelSelector")).isEqualTo(deployment.at("/spec/selector")))
                    .extracting(spread -> spread.path("topologyKey").asText())
                    .isEqualTo(List.of("topology.kubernetes.io/zone", "kubernetes.io/hostname"));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "mongodb: {mode: emulated}", "secrets: {job: true}", BACKED_UP + ", restore: {mark: m}}"})
    void areThoseOfDefaultsForAllPods(String values) {
        var pods = Chart.render(DEFAULTS + values).pods();
        assertThat(pods).hasSizeGreaterThan(12).allSatisfy(pod -> {
            assertThat(pod.at("/spec/nodeSelector/pool").asText()).isEqualTo("apps");
            assertThat(pod.at("/spec/tolerations/0/key").asText()).isEqualTo("apps");
            assertThat(pod.at("/spec/priorityClassName").asText()).isEqualTo("middle");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "redis", "mongodb", "backup"})
    void areOthersForStoresThatSaySo(String store) {
        var own = "nodeSelector: {disk: fast}, tolerations: [{key: disk}], priorityClassName: high}\n";
        var backedUp = store.equals("backup") ? BACKED_UP + ", " + own : BACKED_UP + "}\n" + store + ": {" + own;
        var manifests = Chart.render(DEFAULTS + backedUp);
        assertThat(manifests.pods())
                .filteredOn(PlacementTest::isPlacedAsStores)
                .isNotEmpty()
                .allSatisfy(pod ->
                        assertThat(pod.at("/spec/containers/0/name").asText()).isIn(STORES.get(store)));
        assertThat(manifests.pods())
                .filteredOn(pod -> STORES.get(store)
                        .contains(pod.at("/spec/containers/0/name").asText()))
                .isNotEmpty()
                .allMatch(PlacementTest::isPlacedAsStores);
    }

    @Test
    void areToldToTheOperatorOfPostgresToo() {
        var cluster =
                Chart.render(DEFAULTS + "postgres: {mode: cloudnative-pg}").get("Cluster", "-postgres");
        assertThat(cluster.at("/spec/affinity").toString())
                .isEqualTo("{\"nodeSelector\":{\"pool\":\"apps\"},\"tolerations\":[{\"key\":\"apps\"}]}");
        assertThat(cluster.at("/spec/priorityClassName").asText()).isEqualTo("middle");
    }

    private static boolean isPlacedAsStores(JsonNode pod) {
        var spec = pod.path("spec");
        return spec.at("/nodeSelector").toString().equals("{\"disk\":\"fast\"}")
                && spec.at("/tolerations/0/key").asText().equals("disk")
                && spec.path("priorityClassName").asText().equals("high");
    }
}
