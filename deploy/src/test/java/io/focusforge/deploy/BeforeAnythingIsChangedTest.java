package io.focusforge.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the cluster lacks, or has already, is told before an object is made. */
class BeforeAnythingIsChangedTest {
    private static final LookedUpCluster CLUSTER = LookedUpCluster.get();

    @BeforeEach
    void show() {
        CLUSTER.show();
    }

    @AfterEach
    void hide() {
        CLUSTER.hide();
    }

    @Test
    void aStorageClassThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> Chart.render("{postgres: {persistence: {storageClass: fast}}}"))
                .hasMessageContaining(
                        "postgres.persistence.storageClass: this cluster has no storage class fast; it has: standard.");
    }

    @Test
    void aClusterWithoutADefaultClassIsRefused() {
        CLUSTER.onlyClass("slow");

        assertThatThrownBy(() -> Chart.render("{}"))
                .hasMessageContaining("this cluster has no default storage class; name one of: slow.");
    }

    @Test
    void classesThatAreThereAndThoseOfExternalStoresAreTaken() {
        CLUSTER.onlyClass("slow");

        assertThatCode(() -> Chart.render("""
                postgres: {persistence: {storageClass: slow}}
                redis: {persistence: {storageClass: slow}}
                mongodb: {mode: external, external: {url: "mongodb://m"}}
                objects: {mode: s3, s3: {url: "s3://b/p"}}
                """)).doesNotThrowAnyException();
        assertThatCode(() -> Chart.render("{checks: {storageClasses: false}}")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        0.3.1        | 0.3 is installed, and this is 0.1: go back to 0.2 first
        1.1.0        | between major releases read the notes
        """)
    void anUpgradeOverReleasesBetweenIsRefused(String installed, String sentence) {
        install(installed);

        assertThatThrownBy(() -> Chart.render("{}")).hasMessageContaining(sentence);
    }

    /** By a chart that is two releases newer than this one. */
    @Test
    void anUpgradeForwardOverAReleaseIsRefused(@TempDir Path newer) throws IOException {
        install("0.1.4");
        copy(newer);
        var chart = newer.resolve("Chart.yaml");
        Files.writeString(chart, Files.readString(chart).replaceAll("(?m)^version: .*$", "version: 0.3.0"));

        assertThatThrownBy(() -> new Helm(newer)
                        .template()
                        .withName(Chart.RELEASE)
                        .withNamespace(Chart.NAMESPACE)
                        .withKubeVersion("1.34.0")
                        .call())
                .hasMessageContaining("0.1 is installed, and this is 0.3: upgrade to 0.2 first");
    }

    @ParameterizedTest
    @CsvSource({"0.1.0", "0.0.9", "0.2.5", "0.2.0_local.7", "mine"})
    void anUpgradeBetweenNeighboursIsTaken(String installed) {
        install(installed);

        assertThat(Chart.render("{}").of("Deployment")).isNotEmpty();
    }

    private static void copy(Path to) throws IOException {
        try (var files = Files.walk(Chart.DIRECTORY)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var copied = to.resolve(Chart.DIRECTORY.relativize(file).toString());
                Files.createDirectories(copied.getParent());
                Files.copy(file, copied);
            }
        }
    }

    private static void install(String version) {
        CLUSTER.hide();
        var gateway = (ObjectNode) Chart.render("{}").get("Deployment", "-gateway");
        ((ObjectNode) gateway.at("/metadata/labels")).put("helm.sh/chart", "focusforge-" + version);
        CLUSTER.show();
        CLUSTER.putDeployment(gateway);
    }
}
