package io.focusforge.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class SecondRegionTest {
    static final String VALUES = """
        region: {follows: {host: first.example.com, port: 6432}}
        secrets: {existing: first}
        mongodb: {mode: external, external: {url: "mongodb://m.example.com"}}
        objects: {mode: s3, s3: {url: "s3://b/p"}}
        """;

    private final Manifests manifests = Chart.render(VALUES);

    @Test
    void followsTheFirstOneAndMakesNoTables() {
        assertThat(patroni(manifests).at("/bootstrap/dcs/standby_cluster").toString())
                .isEqualTo(
                        "{\"host\":\"first.example.com\",\"port\":6432,\"create_replica_methods\":[\"basebackup\"]}");
        assertThat(manifests.of("Job")).isEmpty();
        assertThat(manifests
                        .get("NetworkPolicy", "-postgres")
                        .at("/spec/egress")
                        .toString())
                .contains("{\"port\":6432}");
    }

    @Test
    void readsThroughAPoolerThatKeepsConnectionsToServersThatOnlyRead() {
        assertThat(manifests.get("ConfigMap", "-pooler").toString()).doesNotContain("connect_query");
    }

    @Test
    void isPromotedByLeavingTheFirstOneOut() {
        var promoted = Chart.render(VALUES.replace("first.example.com", "''"));

        assertThat(patroni(promoted).at("/bootstrap/dcs").has("standby_cluster"))
                .isFalse();
        assertThat(promoted.of("Job")).hasSize(5);
        assertThat(promoted.get("ConfigMap", "-pooler").toString()).contains("connect_query");
        assertThat(promoted.get("StatefulSet", "-postgres").at("/spec/volumeClaimTemplates"))
                .isEqualTo(manifests.get("StatefulSet", "-postgres").at("/spec/volumeClaimTemplates"));
    }

    private static JsonNode patroni(Manifests of) {
        return Yaml.read(
                of.get("ConfigMap", "-postgres").at("/data/patroni.yaml").asText());
    }
}
