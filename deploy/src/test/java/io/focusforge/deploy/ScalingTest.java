package io.focusforge.deploy;

import static io.focusforge.deploy.Manifests.each;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** By what a HorizontalPodAutoscaler goes. */
class ScalingTest {
    private static final LookedUpCluster CLUSTER = LookedUpCluster.get();

    @AfterEach
    void hide() {
        CLUSTER.hide();
    }

    @Test
    void isByProcessorsAndMemoryOutAtOnceAndInSlowly() {
        var scaler = scaler("{services: {gateway: {autoscaling: {mode: hpa}}}}");

        assertThat(each(scaler.path("metrics")).map(ScalingTest::target)).containsExactly("cpu 70", "memory 80");
        assertThat(scaler.at("/behavior/scaleUp/stabilizationWindowSeconds").asInt(-1))
                .isZero();
        assertThat(scaler.at("/behavior/scaleDown/stabilizationWindowSeconds").asInt())
                .isGreaterThanOrEqualTo(120);
    }

    @Test
    void isByRequestsAndStreamsOfEachPodWhereItIsToldTo() throws IOException {
        var metrics = each(scaler("""
                services: {gateway: {autoscaling: {mode: hpa, cpu: 0, memory: 0, inFlight: 40, openStreams: 900}}}
                """).path("metrics")).toList();

        assertThat(metrics)
                .extracting(metric -> metric.at("/pods/target/averageValue").asText())
                .isEqualTo(List.of("40", "900"));
        var shown = Files.readString(
                Chart.ROOT.resolve("common/src/main/java/io/focusforge/common/overload/Turnstile.java"));
        assertThat(metrics).allSatisfy(metric -> assertThat(shown)
                .contains('"' + metric.at("/pods/metric/name").asText().replace('_', '.') + '"'));
    }

    @Test
    void isNotByWhatTheClusterDoesNotCount() {
        CLUSTER.show();

        assertThatThrownBy(() -> scaler("{services: {gateway: {autoscaling: {mode: hpa, inFlight: 40}}}}"))
                .hasMessageContaining("this cluster has no custom metrics");
    }

    private static JsonNode scaler(String values) {
        return Chart.render(values).get("HorizontalPodAutoscaler", "-gateway").path("spec");
    }

    private static String target(JsonNode metric) {
        return metric.at("/resource/name").asText() + " "
                + metric.at("/resource/target/averageUtilization").asText();
    }
}
