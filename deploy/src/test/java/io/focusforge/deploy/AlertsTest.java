package io.focusforge.deploy;

import static io.focusforge.deploy.Manifests.each;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts against series of numbers: those that fire each, and those that do not. Prometheus' own {@code promtool} judges, where there is one. */
class AlertsTest {
    private static final Path TESTS = Path.of("src/test/resources/alerts.test.yaml");

    private final JsonNode rules = Chart.render("{monitoring: {rules: true, runbooks: RUNBOOKS}}")
            .get("PrometheusRule", "")
            .path("spec");

    @TempDir
    Path directory;

    @Test
    void fireWhenTheyShouldAndOnlyThen() throws IOException, InterruptedException {
        var promtool = promtool();
        Assumptions.assumeTrue(
                promtool.isPresent(), "there is no promtool on the path (Debian: the package prometheus)");
        Files.writeString(directory.resolve("rules.yaml"), Yaml.write(rules));
        Files.copy(TESTS, directory.resolve("tests.yaml"));

        var process = new ProcessBuilder(promtool.get().toString(), "test", "rules", "tests.yaml")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
    }

    @Test
    void allAreTriedBothWays() throws IOException {
        var tried = Yaml.read(Files.readString(TESTS)).findValues("alert_rule_test").stream()
                .flatMap(Manifests::each)
                .collect(Collectors.groupingBy(
                        test -> test.path("alertname").asText(),
                        Collectors.mapping(test -> test.path("exp_alerts").isEmpty(), Collectors.toSet())));

        assertThat(each(rules.at("/groups/0/rules"))
                        .map(rule -> rule.path("alert").asText()))
                .isNotEmpty()
                .allSatisfy(alert -> assertThat(tried.get(alert)).as(alert).containsExactlyInAnyOrder(true, false));
    }

    private static Optional<Path> promtool() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, "promtool"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
