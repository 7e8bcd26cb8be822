package io.focusforge.cluster;

import static io.focusforge.cluster.Answers.assertAllAnswered;

import org.junit.jupiter.api.Test;

/** A release takes the place of another, and the other its again, while requests go on. */
@OnCluster
class UpgradeIT {
    @Test
    void noRequestFailsWhileAllServicesAreReplacedAndPutBack() {
        var release = Release.shared();
        try (var load = Load.start(release, "reads=80", "chats=10", "writes=8", "streams=2")) {
            release.upgrade("defaults.podAnnotations.upgraded=t" + System.nanoTime());
            release.rollback();
            var result = load.stop();
            var failed = 0;
            for (var kind : result) {
                failed += kind.path("failed").asInt();
            }
            Figures.record("cluster.upgrade_failed_requests", failed, "requests");
            assertAllAnswered(result);
        }
    }
}
