package io.focusforge.cluster;

import static io.focusforge.cluster.Answers.assertNothingLost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The server that takes the writes ends without a word; another one takes its place, and nothing that was acknowledged is lost. */
@OnCluster
class PrimaryLossIT {
    private static final String STREAMS = "redis-streams";

    private final Release release = Release.shared();

    @Test
    void writesGoOnAfterPostgresLostItsPrimary() {
        assertThat(postgresPrimaries()).hasSize(1);
        var killed = postgresPrimaries().getFirst();
        try (var load = Load.start(release, "writes=20", "streams=1")) {
            var pod = uid(killed);
            PodKillIT.kill(release, killed);
            await("a primary again")
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> isGone(pod) && postgresPrimaries().size() == 1);
            release.awaitRollout("statefulset/" + release.fullName("postgres"));
            record("postgres", "writes", load.stop());
        }
    }

    private List<String> postgresPrimaries() {
        return release.pods("postgres", "focusforge.io/role=primary");
    }

    @Test
    void jobsGoOnAfterRedisLostItsMaster() {
        assertThat(redisMasters()).hasSize(1);
        var killed = redisMasters().getFirst();
        try (var load = Load.start(release, "writes=10", "jobs=4", "streams=1")) {
            var pod = uid(killed);
            PodKillIT.kill(release, killed);
            await("a master again")
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> isGone(pod) && !redisMasters().isEmpty());
            release.awaitRollout("statefulset/" + release.fullName(STREAMS));
            await("the old one follows")
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> redisMasters().size() == 1);
            record("redis", "jobs", load.stop());
        }
    }

    private List<String> redisMasters() {
        return release.pods(STREAMS).stream().filter(this::isMaster).toList();
    }

    private boolean isMaster(String pod) {
        try {
            return release.kubectl(
                            "exec",
                            pod,
                            "-c",
                            "redis",
                            "--",
                            "sh",
                            "-c",
                            "REDISCLI_AUTH=\"$REDIS_PASSWORD\" redis-cli info replication")
                    .contains("role:master");
        } catch (AssertionError e) {
            return false; // it is about to start
        }
    }

    /** By its name a pod cannot be told from the one that takes its place, which may lead again when it is there in time. */
    private String uid(String pod) {
        return release.kubectl("get", "pod", pod, "-o", "jsonpath={.metadata.uid}");
    }

    private boolean isGone(String uid) {
        return !release.kubectl("get", "pods", "-o", "jsonpath={.items[*].metadata.uid}")
                .contains(uid);
    }

    private static void record(String store, String kind, JsonNode result) {
        Figures.record(
                "cluster.primary_loss_write_gap_s: " + store,
                result.path(kind).path("longestGapMs").asInt() / 1000.0,
                "s");
        assertNothingLost(result);
    }
}
