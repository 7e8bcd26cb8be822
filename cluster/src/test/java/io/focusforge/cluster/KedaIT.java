package io.focusforge.cluster;

import static io.focusforge.cluster.Answers.assertAllAnswered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** KEDA, where the cluster has it, makes a worker when there are jobs for it, and takes it away when there are none. */
@OnCluster
class KedaIT {
    private static final String WORKER = "worker-ai";

    @Test
    void workersComeWithJobsAndGoWithThem() {
        assumeTrue(Cluster.kubectl("api-versions").contains("keda.sh/v1alpha1"), "the cluster has no KEDA");
        var release = Release.shared();
        release.upgrade(
                "workers.default.queues.ai=null",
                "workers.ai.enabled=true",
                "workers.ai.autoscaling.mode=keda",
                "workers.ai.autoscaling.minReplicas=0",
                "workers.ai.autoscaling.maxReplicas=2",
                "keda.pollingInterval=2",
                "keda.cooldownPeriod=5");
        try {
            awaitPods(release, 0);
            try (var load = Load.start(release, "jobs=3")) {
                await("a worker for the jobs")
                        .atMost(Duration.ofMinutes(5))
                        .pollInterval(Duration.ofSeconds(1))
                        .until(() -> release.get("deployment", release.fullName(WORKER))
                                        .at("/status/readyReplicas")
                                        .asInt()
                                > 0);
                var result = load.stop();
                assertThat(result.at("/jobs/succeeded").asInt())
                        .as(result::toString)
                        .isPositive();
                assertAllAnswered(result);
            }
            awaitPods(release, 0);
        } finally {
            release.upgrade();
        }
    }

    private static void awaitPods(Release release, int count) {
        await("%d pods of %s".formatted(count, WORKER))
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> release.pods(WORKER).size() == count);
    }
}
