package io.focusforge.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The laptop profile from nothing to ready, and away again. First of all, for it measures how long and how much that takes. */
@OnCluster
@Order(1)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InstallIT {
    /** The pod of {@code helm test} stays for its log, until the next one. */
    private static final String OF_RELEASE =
            "app.kubernetes.io/instance=%s,app.kubernetes.io/component!=test".formatted(Release.NAME);

    private static Release release;

    @BeforeAll
    static void install() {
        release = Release.laptop();
        var start = System.nanoTime();
        release.install();
        Figures.record("cluster.install_ready_s", (System.nanoTime() - start) / 1e9, "s");
    }

    @AfterAll
    static void remove() {
        release.close();
    }

    @Test
    @Order(1)
    void takesLittleMemory() {
        await("the metrics know all pods")
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(5))
                .ignoreException(AssertionError.class)
                .until(() -> usage().size() >= Release.SERVICES.size() + 3);
        Figures.record(
                "cluster.idle_memory_mb",
                usage().stream().mapToInt(Integer::intValue).sum(),
                "MB");
    }

    /** The memory of each running pod, in MB. */
    private static List<Integer> usage() {
        return release.kubectl("top", "pods", "--no-headers")
                .lines()
                .filter(line -> !line.contains("-migrate-"))
                .map(line -> Integer.parseInt(line.split("\\s+")[2].replace("Mi", "")))
                .toList();
    }

    @Test
    @Order(2)
    void answersTheTestOfTheChart() {
        assertThat(Cluster.helm("test", Release.NAME, "-n", release.namespace(), "--logs"))
                .contains("Phase:          Succeeded", "all is well");
    }

    @Test
    @Order(3)
    void leavesDataAndSecretWhenItIsUninstalled() {
        Cluster.helm("uninstall", Release.NAME, "-n", release.namespace());
        await("all pods are gone")
                .atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> release.get("pods", "-l", OF_RELEASE).path("items").isEmpty());
        var left = release.kubectl(
                        "get",
                        "all,secret,pvc,configmap,serviceaccount,role,rolebinding,networkpolicy,ingress,pdb,hpa",
                        "-l",
                        OF_RELEASE,
                        "-o",
                        "name")
                .lines()
                .collect(Collectors.toSet());
        assertThat(left)
                .containsExactlyInAnyOrder(
                        "secret/" + release.fullName("secrets"),
                        "persistentvolumeclaim/" + release.fullName("objects"),
                        "persistentvolumeclaim/data-" + release.fullName("postgres-0"),
                        "persistentvolumeclaim/data-" + release.fullName("redis-0"),
                        "persistentvolumeclaim/data-" + release.fullName("mongodb-0"),
                        "configmap/" + release.fullName("postgres-config"),
                        "configmap/" + release.fullName("postgres-leader"));
    }
}
