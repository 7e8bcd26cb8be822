package io.focusforge.deploy;

import static io.focusforge.deploy.Manifests.each;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackupTest {
    private static final String ON = """
        backup: {enabled: true, s3: {bucket: kept, endpoint: "minio.example:9443"}%s}
        secrets: {external: theirs}
        """;

    @Test
    void bothStoresAreCopiedBeforeTheMarkThatIsForBoth() {
        var pod = Chart.render(ON.formatted("")).get("CronJob", "-backup").at("/spec/jobTemplate/spec/template/spec");

        assertThat(each(pod.path("initContainers")).map(BackupTest::words))
                .containsExactly("backup.sh base", "documents.sh dump");
        assertThat(each(pod.path("containers")).map(BackupTest::words)).containsExactly("backup.sh mark");
    }

    @Test
    void emulatedDocumentsAreNotCopied() {
        var manifests = Chart.render(ON.formatted(", restore: {mark: m}") + "mongodb: {mode: emulated}");

        assertThat(manifests.get("CronJob", "-backup").toString()).doesNotContain("documents.sh");
        assertThat(manifests.of("Job").map(job -> job.at("/metadata/name").asText()))
                .noneMatch(name -> name.contains("restore"));
    }

    @Test
    void postgresHandsOverItsLogAndTakesItBackFromThere() throws IOException {
        var manifests = Chart.render(ON.formatted(""));
        var patroni = patroni(manifests);

        // pgBackRest looks for its name there
        assertThat(patroni.at("/postgresql/parameters/archive_command").asText())
                .isEqualTo("sh /etc/focusforge/pgbackrest/archive.sh \"%p\"");
        assertThat(patroni.at("/postgresql/recovery_conf/restore_command").asText())
                .contains("archive-get");
        assertThat(patroni.at("/postgresql/pg_hba/0").asText()).isEqualTo("local all postgres peer");
        var server = manifests.get("StatefulSet", "-postgres").at("/spec/template/spec/containers/0");
        assertThat(Manifests.variable(server, "PGBACKREST_REPO1_S3_ENDPOINT")).contains("minio.example");
        assertThat(Manifests.variable(server, "PGBACKREST_REPO1_STORAGE_PORT")).contains("9443");
        assertThat(patroni.at("/bootstrap").has("method")).isFalse();
        assertThat(patroni(Chart.render("{}")).at("/postgresql/parameters").has("archive_mode"))
                .isFalse();
    }

    @Test
    void newInstallationBeginsWithWhatIsToBeRestored() throws IOException {
        for (var restore :
                List.of("mark: focusforge-20261122T021731Z", "time: '2026-11-22 14:05:00+00'", "latest: true")) {
            var manifests = Chart.render(ON.formatted(", restore: {%s}".formatted(restore)));

            assertThat(patroni(manifests).at("/bootstrap/method").asText()).isEqualTo("restore");
            assertThat(manifests.of("Job").filter(job -> job.toString().contains("documents.sh")))
                    .hasSize(restore.startsWith("mark") ? 1 : 0);
        }
    }

    @Test
    void copiesReachTheStoresAndNothingElse() {
        var manifests = Chart.render(ON.formatted(""));
        var policies = NetworkPolicies.of(manifests);
        var backup = manifests.get("CronJob", "-backup").at("/spec/jobTemplate/spec/template");
        var reached = new TreeSet<String>();
        for (var pod : manifests.pods()) {
            Manifests.containers(pod)
                    .flatMap(container -> each(container.path("ports")))
                    .filter(port -> policies.allow(
                            backup, pod, port.path("containerPort").asInt()))
                    .forEach(port -> reached.add(Edge.component(pod)));
        }

        assertThat(reached).isEqualTo(Set.of("mongodb", "postgres"));
    }

    @Test
    void containersMeetTheRestrictedStandard() {
        var manifests = Chart.render(ON.formatted(", restore: {mark: m}"));

        var pods = Stream.of("-backup", "-backup-verify")
                .map(name -> manifests.get("CronJob", name).at("/spec/jobTemplate/spec/template"))
                .toList();
        assertThat(pods).hasSize(2).allSatisfy(PodsTest::meetsTheRestrictedStandard);
    }

    private static String words(JsonNode container) {
        var command = each(container.path("command")).map(JsonNode::asText).toList();
        return command.get(1).replaceAll(".*/", "") + " " + command.get(2);
    }

    private static JsonNode patroni(Manifests manifests) throws IOException {
        return new YAMLMapper()
                .readTree(manifests
                        .get("ConfigMap", "-postgres")
                        .at("/data/patroni.yaml")
                        .asText());
    }
}
