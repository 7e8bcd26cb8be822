package io.focusforge.ai;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.ai.batch.BatchAnswer;
import io.focusforge.local.nativeparts.CompiledModule;
import org.junit.jupiter.api.Test;

/** What a native executable would lack. */
class NativePartsTest {
    private static final CompiledModule MODULE = CompiledModule.of(BatchAnswer.class);

    @Test
    void allThatIsReadAndWrittenAsJsonIsKept() {
        assertThat(MODULE.forgottenTypes()).isEmpty();
    }

    @Test
    void allThatIsReadFromTheClassPathIsKeptAndTheModelByEmbeddingLibraries() {
        assertThat(MODULE.forgottenFiles()).containsExactly("all-minilm-l6-v2-q.onnx");
    }

    @Test
    void theBuilderIsToldOfClassesThatAreThere() {
        assertThat(MODULE.forgottenClasses()).isEmpty();
    }
}
