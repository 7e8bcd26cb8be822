package io.focusforge.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JvmFlagsTest {
    /** A young part as large as the heap at its start leaves no room for what the ahead-of-time cache brings along: the JVM warns, and ends with such a cache. */
    @ParameterizedTest
    @ValueSource(strings = {"ai-service.jvm", "worker-service.jvm"})
    void theJvmTakesTheFlagsOfAServiceWithoutAWarning(String own) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(java, "@service.jvm", "@" + own, "-Xmx512m", "-Xlog:gc*=warning", "--version")
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).doesNotContainIgnoringCase("warning");
    }
}
