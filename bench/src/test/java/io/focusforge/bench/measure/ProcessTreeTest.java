package io.focusforge.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessTreeTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    void countsChildrenThatHaveEnded() throws Exception {
        var loop = "i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done";
        var parent = new ProcessBuilder("sh", "-c", "(" + loop + ") & wait; echo; read -r end")
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(parent.getInputStream().read()).isEqualTo('\n');
            assertThat(parent.descendants()).isEmpty();
            assertThat(ProcessTree.of(parent.pid()).cpu()).isGreaterThanOrEqualTo(Duration.ofMillis(20));
        } finally {
            parent.destroyForcibly();
        }
    }
}
