package io.focusforge.bench.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MemoryOptionsTest {
    @Test
    void measuresAllUnlessPartsAreNamed() {
        assertThat(Part.of(Set.of())).isEqualTo(EnumSet.allOf(Part.class));
        assertThat(Part.of(Set.of("search", "adds"))).containsExactly(Part.ADDS, Part.SEARCH);
    }

    @Test
    void refusesAPartThatThereIsNot() {
        assertThatThrownBy(() -> Part.of(Set.of("speed")))
                .hasMessage("--only takes quality, adds, ingest, search, strangers, export, not speed");
    }
}
