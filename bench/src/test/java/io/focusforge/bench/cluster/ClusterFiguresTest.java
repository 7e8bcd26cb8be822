package io.focusforge.bench.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.bench.measure.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterFiguresTest {
    @Test
    void areThoseThatTheTestsHaveWritten(@TempDir Path project) throws IOException {
        Files.createDirectories(project.resolve("cluster/target"));
        Files.writeString(project.resolve("cluster/target/cluster.json"), """
                {"name":"cluster.install_ready_s","value":39.9,"unit":"s"}
                {"name":"cluster.primary_loss_write_gap_s: redis","value":1.5,"unit":"s"}
                {"name":"cluster.primary_loss_write_gap_s: redis","value":6.5,"unit":"s"}
                """);
        assertThat(ClusterFigures.read(project))
                .containsExactly(
                        Figure.of("cluster.install_ready_s", "s", List.of(39.9)),
                        Figure.of("cluster.primary_loss_write_gap_s: redis", "s", List.of(1.5, 6.5)))
                .allSatisfy(figure -> assertThat(ClusterFigures.GOALS).containsKey(figure.name()));
    }
}
