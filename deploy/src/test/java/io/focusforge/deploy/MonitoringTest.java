package io.focusforge.deploy;

import static io.focusforge.deploy.Manifests.each;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MonitoringTest {
    private static final Pattern METRIC = Pattern.compile("\\b(focusforge|gen_ai)_[a-z_]+");
    private static final Pattern ENDING = Pattern.compile("_(total|seconds|bucket|count|sum)$");
    private static final Pattern QUEUE = Pattern.compile("^focusforge_queue_");

    private final Manifests manifests = Chart.render(
            "{monitoring: {podMonitor: true, rules: true, dashboards: true, runbooks: 'https://runbooks'}}");

    @Test
    void everyAlertHasARunbookAndEveryRunbookAnAlert() throws IOException {
        var alerts = each(manifests.get("PrometheusRule", "").at("/spec/groups/0/rules"))
                .map(rule -> {
                    var alert = rule.path("alert").asText();
                    assertThat(rule.at("/annotations/runbook_url").asText())
                            .isEqualTo("https://runbooks/" + alert + ".md");
                    return alert + ".md";
                })
                .toList();

        try (var pages = Files.list(Chart.ROOT.resolve("docs/runbooks"))) {
            assertThat(pages.map(page -> page.getFileName().toString())).containsExactlyInAnyOrderElementsOf(alerts);
        }
    }

    @Test
    void alertsAndDashboardsAskForWhatServicesShow() throws IOException {
        var asked = metrics(manifests.get("PrometheusRule", "").path("spec").toString());
        dashboards().forEach(dashboard -> asked.addAll(metrics(dashboard)));
        assertThat(asked).hasSizeGreaterThan(20);
        var shown = shown();

        assertThat(asked).allSatisfy(metric -> assertThat(shown)
                .as(metric)
                .containsAnyOf(
                        '"' + base(metric) + '"',
                        '"' + base(metric).replace('_', '.') + '"',
                        '"' + QUEUE.matcher(metric).replaceFirst("") + '"',
                        '"' + QUEUE.matcher(metric).replaceFirst("queue_") + '"',
                        '`' + metric.replaceFirst("_(bucket|count|sum)$", "") + '`'));
    }

    @Test
    void dashboardsAreReadable() {
        var json = new ObjectMapper();

        assertThat(dashboards()).hasSize(6).allSatisfy(dashboard -> assertThat(
                        json.readTree(dashboard).path("panels"))
                .hasSizeGreaterThan(2)
                .allSatisfy(panel ->
                        assertThat(panel.at("/targets/0/expr").asText()).isNotEmpty()));
    }

    @Test
    void dashboardsShowTheNamespaceThatIsChosen() {
        var json = new ObjectMapper();
        var series = Pattern.compile("\\b(focusforge|gen_ai_client|process_cpu|jvm|patroni|kubelet)_[a-z_]+");

        assertThat(dashboards()).allSatisfy(dashboard -> {
            var board = json.readTree(dashboard);
            assertThat(each(board.at("/templating/list"))
                            .map(variable -> variable.path("name").asText()))
                    .contains("namespace");
            assertThat(board.path("panels")).allSatisfy(panel -> {
                var query = panel.at("/targets/0/expr").asText();
                assertThat(series.splitAsStream(query).skip(1))
                        .as(query)
                        .isNotEmpty()
                        .allMatch(rest -> rest.startsWith("{namespace=~\"$namespace\""));
            });
        });
    }

    private List<String> dashboards() {
        return manifests
                .of("ConfigMap")
                .filter(map -> map.at("/metadata/labels").has("grafana_dashboard"))
                .map(map -> map.path("data").elements().next().asText())
                .toList();
    }

    private static Set<String> metrics(String text) {
        return METRIC.matcher(text)
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String base(String metric) {
        return ENDING.matcher(ENDING.matcher(metric).replaceFirst("")).replaceFirst("");
    }

    // what is in the services' code, and OpenTelemetry's names in the guide
    private static String shown() throws IOException {
        var text = new StringBuilder(Files.readString(Chart.ROOT.resolve("docs/observability.md")));
        for (var module : new String[] {
            "common", "gateway-service", "orchestrator-service", "ai-service", "memory-service", "worker-service"
        }) {
            try (Stream<Path> files = Files.walk(Chart.ROOT.resolve(module + "/src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .map(MonitoringTest::read)
                        .forEach(text::append);
            }
        }
        return text.toString();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
