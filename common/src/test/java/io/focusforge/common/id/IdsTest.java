package io.focusforge.common.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {
    @Test
    void areVersion7AndSortInTheOrderOfCreation() {
        var ids = Stream.generate(Ids::next).limit(10_000).toList();
        assertThat(ids).allMatch(id -> id.version() == 7).doesNotHaveDuplicates();
        assertThat(ids.stream().map(UUID::toString)).isSorted();
    }
}
