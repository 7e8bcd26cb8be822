package io.focusforge.ai.request;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Whether bytes are UTF-8: a JSON parser that skips over strings does not say. */
final class Utf8 {
    private static final int PIECE = 4096;

    private Utf8() {}

    static boolean isWellFormed(byte[] bytes) {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(Math.max(2, Math.min(PIECE, bytes.length)));
        while (true) {
            var result = decoder.decode(in, out.clear(), true);
            if (!result.isOverflow()) {
                return !result.isError();
            }
        }
    }
}
