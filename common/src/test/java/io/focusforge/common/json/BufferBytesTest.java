package io.focusforge.common.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

class BufferBytesTest {
    private static final byte[] BYTES = {1, 2, 3};

    @Test
    void copiesNothingThatHasAnArrayOfItsOwn() {
        assertThat(BufferBytes.of(Buffer.buffer(BYTES.length).appendBytes(BYTES)))
                .isEqualTo(BYTES);
        var whole = Buffer.buffer(BYTES);
        assertThat(BufferBytes.of(whole)).isSameAs(BufferBytes.of(whole)).isEqualTo(BYTES);
    }

    @Test
    void copiesAPartOfAnArray() {
        assertThat(BufferBytes.of(Buffer.buffer(100).appendBytes(BYTES))).isEqualTo(BYTES);
        assertThat(BufferBytes.of(Buffer.buffer(new byte[] {0, 1, 2, 3, 4}).slice(1, 4)))
                .isEqualTo(BYTES);
    }
}
