package io.focusforge.cluster;

import static io.focusforge.cluster.Answers.assertAllAnswered;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Requests and streams through the cluster's Ingress, over TLS with a certificate that the client checks. */
@OnCluster
class IngressIT {
    private static final String HOST = "focusforge.example";
    /** The Service of the controller: {@code NAMESPACE/NAME}; it has the name of its class. */
    private static final String CONTROLLER = System.getenv().getOrDefault("FOCUSFORGE_CLUSTER_INGRESS", "");

    @Test
    void answersOverTls() throws Exception {
        assumeTrue(!CONTROLLER.isEmpty(), "no controller of Ingresses: FOCUSFORGE_CLUSTER_INGRESS");
        var release = Release.shared();
        var controller = CONTROLLER.split("/", 2);
        var certificate = Certificate.make(Files.createTempDirectory(Path.of("target"), "tls"), HOST);
        release.kubectl("delete", "secret", "entry-tls", "--ignore-not-found");
        release.kubectl(
                "create", "secret", "tls", "entry-tls", "--cert=" + certificate.chain(), "--key=" + certificate.key());
        release.upgrade(
                "ingress.enabled=true",
                "ingress.className=" + controller[1],
                "ingress.controller=" + controller[1],
                "ingress.host=" + HOST,
                "ingress.tls.enabled=true",
                "ingress.tls.secretName=entry-tls");
        var address = Cluster.kubectl(
                "get", "service", controller[1], "-n", controller[0], "-o", "jsonpath={.spec.clusterIP}");
        try (var load = Load.start(
                release,
                new Load.Entry("https://" + HOST, address, certificate.trusted()),
                "reads=20",
                "chats=5",
                "streams=1")) {
            release.awaitRollout("deployment/" + release.fullName("gateway"));
            assertAllAnswered(load.stop());
        } finally {
            release.upgrade();
        }
    }
}
