package io.focusforge.worker.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueSlotsTest {
    @Test
    void readsQueueAndSlots() {
        assertThat(QueueSlots.of("ai:8")).isEqualTo(new QueueSlots("ai", 8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ai", "ai:", "ai:many", ":8", "ai:0", "ai:8:9"})
    void refusesWhatIsNeither(String text) {
        assertThatThrownBy(() -> QueueSlots.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
