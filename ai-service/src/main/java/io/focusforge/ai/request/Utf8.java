package io.focusforge.ai.request;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Whether bytes are UTF-8: a JSON parser that skips over strings does not say. */
final class Utf8 {
    private static final int PIECE = 4096;
    private static final long NOT_ASCII = 0x8080808080808080L;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private Utf8() {}

    static boolean isWellFormed(byte[] bytes) {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var from = ascii(bytes);
        var in = ByteBuffer.wrap(bytes, from, bytes.length - from);
        var out = CharBuffer.allocate(Math.max(2, Math.min(PIECE, in.remaining())));
        while (true) {
            var result = decoder.decode(in, out.clear(), true);
            if (!result.isOverflow()) {
                return !result.isError();
            }
        }
    }

    /** Up to where there is nothing but ASCII, about: most bodies are no more than that. */
    private static int ascii(byte[] bytes) {
        var at = 0;
        while (at + Long.BYTES <= bytes.length && ((long) LONGS.get(bytes, at) & NOT_ASCII) == 0) {
            at += Long.BYTES;
        }
        return at;
    }
}
