package io.focusforge.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What controllers are told, so that streams stay open and uploads come through. */
class EntryTest {
    private static final String INGRESS =
            "{ingress: {enabled: true, host: h.example.com, timeout: 600, controller: %s, tls: %s}}";

    @Test
    void nginxNeitherBuffersNorEndsStreamsAndTakesTheLargestDocument() throws IOException {
        var annotations = annotations("nginx", "{}");
        var prefix = "nginx.ingress.kubernetes.io/proxy-";

        assertThat(annotations.path(prefix + "read-timeout").asText()).isEqualTo("600");
        assertThat(annotations.path(prefix + "send-timeout").asText()).isEqualTo("600");
        assertThat(annotations.path(prefix + "buffering").asText()).isEqualTo("off");
        assertThat(annotations.path(prefix + "request-buffering").asText()).isEqualTo("off");
        assertThat(annotations.path(prefix + "body-size").asText()).isEqualTo(largestDocument());
    }

    /** By names that an Ingress may have: of clients' timeouts both controllers read their ConfigMap alone. */
    @Test
    void bothControllersOfHaproxyWaitForStreams() {
        assertThat(annotations("haproxy", "{}").toString())
                .isEqualTo(
                        "{\"haproxy.org/timeout-server\":\"600s\",\"haproxy-ingress.github.io/timeout-server\":\"600s\"}");
    }

    @Test
    void traefikIsToldItsEntryPointAlone() {
        var name = "traefik.ingress.kubernetes.io/router.entrypoints";
        assertThat(annotations("traefik", "{}").toString()).isEqualTo("{\"%s\":\"web\"}".formatted(name));
        assertThat(annotations("traefik", "{enabled: true}").toString())
                .isEqualTo("{\"%s\":\"websecure\"}".formatted(name));
    }

    @Test
    void certificateIsYoursOrMadeByCertManager() {
        var own = ingress("none", "{enabled: true, secretName: mine}");
        assertThat(own.at("/spec/tls").toString())
                .isEqualTo("[{\"hosts\":[\"h.example.com\"],\"secretName\":\"mine\"}]");
        assertThat(own.path("metadata").has("annotations")).isFalse();

        var made = ingress("none", "{enabled: true, clusterIssuer: letsencrypt}");
        assertThat(made.at("/spec/tls/0/secretName").asText()).isEqualTo("ff-focusforge-tls");
        assertThat(made.at("/metadata/annotations").toString())
                .isEqualTo("{\"cert-manager.io/cluster-issuer\":\"letsencrypt\"}");
    }

    @Test
    void gatewaysEndNoStream() {
        assertThat(Chart.render("{httpRoute: {enabled: true, directModels: true, parentRefs: [{name: g}]}}")
                        .get("HTTPRoute", "")
                        .at("/spec/rules"))
                .hasSize(2)
                .allSatisfy(rule ->
                        assertThat(rule.at("/timeouts/request").asText()).isEqualTo("0s"));
    }

    private static String largestDocument() throws IOException {
        var reference = Files.readString(Chart.ROOT.resolve("docs/configuration.md"));
        var row = Pattern.compile("`focusforge\\.gateway\\.max-document-size`[^\\n]*?\\| `(\\d+M)` \\|")
                .matcher(reference);
        assertThat(row.find()).isTrue();
        return row.group(1).toLowerCase(Locale.ROOT);
    }

    private static JsonNode annotations(String controller, String tls) {
        return ingress(controller, tls).at("/metadata/annotations");
    }

    private static JsonNode ingress(String controller, String tls) {
        return Chart.render(INGRESS.formatted(controller, tls)).get("Ingress", "");
    }
}
