package io.focusforge.worker.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterCursorTest {
    @Test
    void isReadAsItWasWritten() {
        var cursor = new DeadLetterCursor(Instant.parse("2026-11-05T17:00:00.123456Z"), UUID.randomUUID());
        assertThat(DeadLetterCursor.decode(cursor.encode())).isEqualTo(cursor);
    }

    @Test
    void isNotNeededForTheFirstPage() {
        assertThat(DeadLetterCursor.decode(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "nonsense", "***", "f_______________________________", "________________________________"})
    void refusesWhatItHasNotWritten(String text) {
        assertThatThrownBy(() -> DeadLetterCursor.decode(text)).hasMessageContaining("nextCursor");
    }
}
