package io.focusforge.cluster;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A HorizontalPodAutoscaler adds pods under load, and takes them away after it. */
@OnCluster
class AutoscalerIT {
    private static final String SERVICE = "orchestrator";

    @Test
    void podsComeWithLoadAndGoAfterIt() {
        var release = Release.shared();
        release.upgrade(
                "services.orchestrator.autoscaling.mode=hpa",
                "services.orchestrator.autoscaling.minReplicas=1",
                "services.orchestrator.autoscaling.maxReplicas=2",
                "services.orchestrator.autoscaling.cpu=60",
                "services.orchestrator.autoscaling.memory=0",
                "services.orchestrator.autoscaling.behavior.scaleDown.stabilizationWindowSeconds=5");
        try {
            await("it knows how busy the pod is, and that this is little")
                    .atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofSeconds(2))
                    .until(() -> measured(release) && release.pods(SERVICE).size() == 1);
            try (var load = Load.start(release, "reads=500")) {
                var start = System.nanoTime();
                await("a second pod is ready")
                        .atMost(Duration.ofMinutes(5))
                        .pollInterval(Duration.ofSeconds(1))
                        .until(() -> ready(release) == 2);
                Figures.record("cluster.hpa_out_s", (System.nanoTime() - start) / 1e9, "s");
                load.stop();
            }
            await("one pod is enough again")
                    .atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofSeconds(2))
                    .until(() -> release.pods(SERVICE).size() == 1);
        } finally {
            release.upgrade();
        }
    }

    private static boolean measured(Release release) {
        return release.get("hpa", release.fullName(SERVICE))
                .at("/status/currentMetrics/0/resource/current")
                .has("averageUtilization");
    }

    private static int ready(Release release) {
        return release.get("deployment", release.fullName(SERVICE))
                .at("/status/readyReplicas")
                .asInt();
    }
}
