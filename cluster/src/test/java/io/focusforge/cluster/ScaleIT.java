package io.focusforge.cluster;

import static io.focusforge.cluster.Answers.assertAllAnswered;

import org.junit.jupiter.api.Test;

/** More pods of each service and fewer again, by hand, while requests go on. */
@OnCluster
class ScaleIT {
    private static final int MORE = 3;

    @Test
    void noRequestFailsWhileEachServiceGrowsAndShrinks() {
        var release = Release.shared();
        try (var load = Load.start(release, "reads=40", "chats=5", "writes=5", "streams=1")) {
            for (var service : Release.SERVICES) {
                scale(release, service, MORE);
                scale(release, service, 1);
            }
            assertAllAnswered(load.stop());
        }
    }

    private static void scale(Release release, String service, int pods) {
        release.kubectl("scale", "deployment", release.fullName(service), "--replicas=" + pods);
        release.awaitPods(service, pods);
    }
}
