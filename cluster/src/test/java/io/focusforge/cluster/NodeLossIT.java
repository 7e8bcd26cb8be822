package io.focusforge.cluster;

import static io.focusforge.cluster.Answers.assertNothingLost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node is emptied, or loses its power: nothing that was acknowledged is lost, and all goes on without it. */
@OnCluster
class NodeLossIT {
    private static final String[] KINDS = {"reads=10", "writes=5", "jobs=2", "streams=1"};

    private final Release release = Release.shared();

    @BeforeEach
    void replicate() {
        release.upgrade("defaults.replicas=2");
    }

    @AfterEach
    void restore() {
        release.upgrade();
    }

    @Test
    void workGoesOnWhileANodeIsEmptied() {
        var node = Nodes.dispensable(release);
        try (var load = Load.startOn(Nodes.staying(release), release, KINDS)) {
            Cluster.kubectl(
                    "drain",
                    node,
                    "--ignore-daemonsets",
                    "--delete-emptydir-data",
                    "--timeout=10m",
                    "--pod-selector=app.kubernetes.io/instance=" + Release.NAME);
            for (var service : Release.SERVICES) {
                release.awaitPods(service, 2);
            }
            record("drained", load.stop());
        } finally {
            Cluster.kubectl("uncordon", node);
            release.awaitReady();
        }
    }

    @Test
    void workGoesOnAfterANodeHasLostItsPower() {
        Nodes.assumeThatTheyCanBeSwitchedOff();
        var node = ofTheLeader();
        try (var load = Load.startOn(Nodes.staying(release), release, KINDS)) {
            try {
                Nodes.switchOff(node);
                await("another node has the leader of Postgres")
                        .atMost(Duration.ofMinutes(5))
                        .pollInterval(Duration.ofSeconds(1))
                        .until(() -> leaders().stream().anyMatch(of -> !of.equals(node)));
                release.awaitAnswering();
            } finally {
                Nodes.switchOn(node);
            }
            release.awaitReady();
            record("lost", load.stop());
        }
    }

    /** A node that can be done without, with the leader of Postgres on it: where that is elsewhere, another member takes over first. */
    private String ofTheLeader() {
        await("Postgres is led from a node that can be done without")
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofSeconds(5))
                .until(() -> {
                    if (!hasLeader(Nodes.dispensable(release))) {
                        switchOver();
                    }
                    return hasLeader(Nodes.dispensable(release));
                });
        return Nodes.dispensable(release);
    }

    private void switchOver() {
        release.pods("postgres", "focusforge.io/role=primary").stream()
                .findFirst()
                .ifPresent(leader -> release.kubectl(
                        "exec",
                        leader,
                        "-c",
                        "postgres",
                        "--",
                        "patronictl",
                        "-c",
                        "/etc/patroni/patroni.yaml",
                        "switchover",
                        "--force"));
    }

    private boolean hasLeader(String node) {
        return leaders().contains(node);
    }

    /** The nodes of members that have Postgres' lead; one that has lost its power is said to have it until its pods are given up. */
    private List<String> leaders() {
        return Nodes.ofPods(release, "app.kubernetes.io/component=postgres,focusforge.io/role=primary");
    }

    private static void record(String how, JsonNode result) {
        for (var kind : new String[] {"writes", "jobs"}) {
            Figures.record(
                    "cluster.node_%s_gap_s: %s".formatted(how, kind),
                    result.path(kind).path("longestGapMs").asInt() / 1000.0,
                    "s");
            assertThat(result.path(kind).path("succeeded").asInt())
                    .as(result::toString)
                    .isPositive();
        }
        assertNothingLost(result);
    }
}
