package io.focusforge.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.local.nativeparts.CompiledModule;
import io.focusforge.worker.batch.BatchResource;
import org.junit.jupiter.api.Test;

/** What a native executable would lack. */
class NativePartsTest {
    private static final CompiledModule MODULE = CompiledModule.of(BatchResource.class);

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
}
