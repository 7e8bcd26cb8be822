package io.focusforge.deploy;

import static io.focusforge.deploy.Manifests.each;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On which nodes pods of services run. */
class PlacementTest {
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
}
