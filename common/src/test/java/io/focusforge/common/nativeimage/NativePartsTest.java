package io.focusforge.common.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.common.problem.Problem;
import io.focusforge.local.nativeparts.CompiledModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** What a native executable would lack. */
class NativePartsTest {
    private static final CompiledModule MODULE = CompiledModule.of(Problem.class);

    @Test
    void allThatIsReadAndWrittenAsJsonIsKept() {
        assertThat(MODULE.forgottenTypes()).isEmpty();
    }

    @Test
    void allThatIsReadFromTheClassPathIsKept() {
        assertThat(MODULE.forgottenFiles()).isEmpty();
    }

    @Test
    void theBuilderIsToldOfClassesThatAreThere() {
        assertThat(MODULE.forgottenClasses()).isEmpty();
    }

    @Test
    void theYoungGenerationDoesNotHoldWhatAStartHasLeftBehind() throws IOException {
        var arguments = new Properties();
        try (var in = Problem.class.getResourceAsStream(
                "/META-INF/native-image/io.focusforge/common/native-image.properties")) {
            arguments.load(in);
        }
        assertThat(arguments.getProperty("Args").split("\\s+"))
                .contains("-R:MaxNewSize=" + 16 * 1024 * 1024, "-R:-CollectYoungGenerationSeparately");
    }

    /** {@code -Os} would have each of them made by a call, and takes back what is said before it. */
    @Test
    void objectsAreMadeWithoutACall() throws IOException {
        assertThat(Files.readString(Path.of("..", "pom.xml")))
                .containsPattern("<quarkus.native.additional-build-args>-Os,.*-H:-ReduceCodeSize,");
    }
}
