package io.focusforge.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The oldest release of Kubernetes that the chart is for, and the newest that was tried. */
class KubernetesReleaseTest {
    private static final List<Manifests> ALL = List.of(
            Chart.render("{}"),
            Chart.render("laptop", "{}"),
            Chart.render(
                    "production+10k-users",
                    ProfilesTest.PRODUCTION + "secrets: {job: true}\nuninstall: {keepData: false}"),
            Chart.render(EveryValueTest.ALL_ON),
            Chart.render("""
                {backup: {enabled: true, s3: {bucket: b}, restore: {mark: m}}, secrets: {external: theirs},
                 mongodb: {replicas: 2, arbiter: true}, postgres: {mode: bundled}}
                """));

    @ParameterizedTest
    @ValueSource(strings = {"1.31", "1.34"})
    void takesAllThatIsNotOfAnExtension(String minor) throws IOException {
        try (var release = new KubernetesRelease(minor)) {
            var kinds = ALL.stream()
                    .flatMap(manifests -> manifests.all().stream())
                    .collect(Collectors.groupingBy(
                            release::knows,
                            Collectors.mapping(object -> object.path("kind").asText(), Collectors.toSet())));
            assertThat(kinds.get(false))
                    .isEqualTo(Set.of(
                            "HTTPRoute", "PodMonitor", "PrometheusRule", "ScaledObject", "TriggerAuthentication"));
            assertThat(kinds.get(true)).contains("CronJob", "Deployment", "HorizontalPodAutoscaler", "Ingress", "Role");

            assertThat(ALL.stream()
                            .flatMap(manifests -> manifests.all().stream())
                            .filter(release::knows))
                    .allSatisfy(object -> assertThat(release.refusal(object))
                            .as(PlainManifests.key(object))
                            .isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.31", "1.34"})
    void refusesWhatIsMisspeltOrMissing(String minor) throws IOException {
        var deployment = Chart.render("{}").get("Deployment", "-ai");
        try (var release = new KubernetesRelease(minor)) {
            assertThat(Stream.of(
                            "/spec", "/spec/template/spec", "/spec/template/spec/containers/0/readinessProbe/httpGet"))
                    .allSatisfy(path -> {
                        var misspelt = deployment.deepCopy();
                        ((ObjectNode) misspelt.at(path)).put("replica", 3);
                        assertThat(release.refusal(misspelt))
                                .hasValueSatisfying(why -> assertThat(why).contains("`replica`"));
                    });
            JsonNode incomplete = deployment.deepCopy();
            ((ObjectNode) incomplete.at("/spec/template/spec/containers/0")).remove("name");
            assertThat(release.refusal(incomplete)).isPresent();
        }
    }
}
