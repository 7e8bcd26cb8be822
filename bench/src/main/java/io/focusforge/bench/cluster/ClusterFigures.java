package io.focusforge.bench.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.bench.measure.Figure;
import io.focusforge.bench.measure.Goal;
import io.focusforge.bench.measure.Rounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the tests on a cluster have measured, which is where a cluster is used: a line of JSON for each, {@code {name, value, unit}}. */
public final class ClusterFigures {
    private static final Goal GAP = Goal.atMost(30).aiming(10);
    public static final Map<String, Goal> GOALS = Map.of(
            "cluster.install_ready_s", Goal.atMost(300).aiming(120),
            "cluster.idle_memory_mb", Goal.atMost(2_500).aiming(1_500),
            "cluster.upgrade_failed_requests", Goal.atMost(0),
            "cluster.primary_loss_write_gap_s: postgres", GAP,
            "cluster.primary_loss_write_gap_s: redis", GAP,
            "cluster.hpa_out_s", Goal.atMost(90).aiming(45));

    private record Line(String name, double value, String unit) {}

    private ClusterFigures() {}

    public static List<Figure> read(Path project) throws IOException {
        var json = new ObjectMapper();
        var rounds = new Rounds();
        for (var text : Files.readAllLines(project.resolve("cluster/target/cluster.json"))) {
            var line = json.readValue(text, Line.class);
            rounds.add(line.name(), line.unit(), line.value());
        }
        return rounds.figures();
    }
}
