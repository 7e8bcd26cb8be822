package io.focusforge.worker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.worker.job.Priority;
import io.focusforge.worker.job.StreamKey;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TenantCursorTest {
    private static final StreamKey STREAM = new StreamKey("default", Priority.NORMAL);

    private final TenantCursor cursor = new TenantCursor(2);

    @Test
    void beginsWithTheLeastThereIs() {
        assertThat(cursor.first(STREAM)).isEqualTo(new UUID(0, 0));
    }

    @Test
    void goesOnBehindTheLastAndBeginsAnewAtTheEnd() {
        assertThat(cursor.seen(STREAM, List.of(new UUID(0, 0), new UUID(1, -1))))
                .isTrue();
        assertThat(cursor.first(STREAM)).isEqualTo(new UUID(2, 0));
        assertThat(cursor.seen(STREAM, List.of(new UUID(2, 0)))).isTrue();
        assertThat(cursor.first(STREAM)).isEqualTo(new UUID(0, 0));
        assertThat(cursor.seen(STREAM, List.of())).isFalse();
    }
}
