package io.focusforge.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Objects for operators that need not be here: the API server holds them against their definitions, where it has those, and keeps nothing. */
@OnCluster
class DryRunIT {
    private static final String NAMESPACE = "default";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            podmonitors.monitoring.coreos.com     | monitoring.podMonitor=true
            prometheusrules.monitoring.coreos.com | monitoring.rules=true
            httproutes.gateway.networking.k8s.io  | httpRoute.enabled=true httpRoute.parentRefs[0].name=public httpRoute.hostnames[0]=a.example.org
            poolers.postgresql.cnpg.io            | postgres.mode=cloudnative-pg postgres.nodeSelector.disk=fast postgres.tolerations[0].key=disk
            scaledobjects.keda.sh                 | workers.ai.autoscaling.mode=keda
            """)
    void isTakenByTheApiServer(String definition, String values) throws IOException {
        assumeTrue(
                Cluster.kubectl("get", "crd", "-o", "name").contains("/" + definition),
                "the cluster has no " + definition);
        var arguments =
                new ArrayList<>(List.of("template", Release.NAME, "helm/focusforge", "-n", NAMESPACE, "--validate"));
        Pattern.compile(" +").splitAsStream(values).forEach(value -> arguments.addAll(List.of("--set", value)));
        var manifests = Files.createTempFile(Path.of("target"), "manifests", ".yaml");
        Files.writeString(manifests, Cluster.helm(arguments.toArray(String[]::new)));

        var taken = Cluster.kubectl(
                "apply",
                "--dry-run=server",
                "--validate=strict",
                "-n",
                NAMESPACE,
                "-o",
                "name",
                "-f",
                manifests.toAbsolutePath().toString());

        var kind = definition.substring(0, definition.indexOf('.')).replaceFirst("s$", "");
        assertThat(taken.lines()).anyMatch(name -> name.startsWith(kind + definition.substring(kind.length() + 1)));
    }
}
