package io.focusforge.local.nativeparts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** This module's tests are the module that is looked through. */
class CompiledModuleTest {
    private static final CompiledModule MODULE = CompiledModule.of(CompiledModuleTest.class);

    @Test
    void seesWhatJacksonAnnotationsStandOn() {
        assertThat(MODULE.forgottenTypes()).contains(Annotated.class.getName());
    }

    @Test
    void seesWhatIsHandedToJacksonAndWhatThatConsistsOf() {
        assertThat(MODULE.forgottenTypes())
                .contains(Part.class.getName())
                .doesNotContain(Whole.class.getName(), Untouched.class.getName());
    }

    @Test
    void seesFilesThatAreNamedAndNotIncluded() {
        assertThat(MODULE.forgottenFiles()).contains("nativeparts-forgotten.txt");
    }

    @Test
    void seesClassesThatTheBuilderIsToldOfAndThatAreNotThere() {
        assertThat(MODULE.forgottenClasses()).containsExactly("io.focusforge.local.nativeparts.Renamed");
    }

    static Whole read(String text) throws JsonProcessingException {
        return new ObjectMapper().readValue(text, Whole.class);
    }

    static final class Annotated {
        @JsonProperty
        int count() {
            return 0;
        }
    }

    record Whole(List<? extends Part[]> parts) {}

    static final class Part {}

    static final class Untouched {
        static int size() throws IOException {
            try (var in = Untouched.class.getResourceAsStream("/nativeparts-forgotten.txt")) {
                return in.readAllBytes().length;
            }
        }
    }
}
