package io.focusforge.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class CompilersTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    void seesWhatTheCompilersOfThisProcessHaveUsed() {
        var compilers =
                new Compilers(List.of(ProcessTree.of(ProcessHandle.current().pid())));
        assertThat(compilers.nanos()).isPositive();
    }

    @Test
    void restsAtOnceWhereThereIsNoCompiler() throws Exception {
        assertThat(new Compilers(List.of()).rest(Duration.ZERO)).isTrue();
    }
}
