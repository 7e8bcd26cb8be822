package io.focusforge.cluster;

import static io.focusforge.cluster.Answers.assertNothingLost;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Pods of services end without a word, one after the other, at random. */
@OnCluster
class PodKillIT {
    private static final Duration LONG =
            Duration.parse(System.getenv().getOrDefault("FOCUSFORGE_CLUSTER_KILLS", "PT5M"));

    @Test
    void nothingIsLostAndNothingIsToldTwice() {
        var release = Release.shared();
        release.upgrade("defaults.replicas=2");
        try (var load = Load.start(release, "writes=5", "jobs=2", "streams=1")) {
            var random = new Random(8);
            var end = System.nanoTime() + LONG.toNanos();
            while (System.nanoTime() < end) {
                var service = Release.SERVICES.get(random.nextInt(Release.SERVICES.size()));
                var pods = release.pods(service);
                kill(release, pods.get(random.nextInt(pods.size())));
                release.awaitPods(service, 2);
            }
            var result = load.stop();
            assertNothingLost(result);
            assertThat(result.at("/jobs/succeeded").asInt())
                    .as(result::toString)
                    .isPositive();
        } finally {
            release.upgrade();
        }
    }

    static void kill(Release release, String pod) {
        release.kubectl("delete", "pod", pod, "--grace-period=0", "--force");
    }
}
