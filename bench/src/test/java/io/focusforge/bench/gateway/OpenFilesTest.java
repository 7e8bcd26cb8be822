package io.focusforge.bench.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OpenFilesTest {
    @Test
    void twoFilesForEachConnectionThatIsPassedOn() {
        var limits = List.of(
                "Limit                     Soft Limit           Hard Limit           Units     ",
                "Max open files            1024                 20000                files     ");
        assertThat(OpenFiles.of(limits).connections(10_000)).isEqualTo(9_800);
        assertThat(OpenFiles.of(limits).connections(1_000)).isEqualTo(1_000);
    }

    @Test
    void asManyAsWantedWhereThereIsNoLimit() {
        var limits = List.of("Max open files            unlimited            unlimited            files     ");
        assertThat(OpenFiles.of(limits).connections(10_000)).isEqualTo(10_000);
        assertThat(OpenFiles.of(List.of()).connections(10_000)).isEqualTo(10_000);
    }
}
