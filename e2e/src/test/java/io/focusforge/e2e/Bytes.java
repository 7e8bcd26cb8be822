package io.focusforge.e2e;

import java.io.InputStream;
import java.util.function.LongFunction;

/** Content that is made while it is sent, so that whoever sends it does not hold it either. */
final class Bytes extends InputStream {
    private final LongFunction<byte[]> parts;
    private final long count;
    private long next;
    private byte[] part = {};
    private int place;

    /** @param parts by their number, from 0 on */
    Bytes(long count, LongFunction<byte[]> parts) {
        this.count = count;
        this.parts = parts;
    }

    @Override
    public int read() {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        while (place == part.length) {
            if (next == count) {
                return -1;
            }
            part = parts.apply(next++);
            place = 0;
        }
        var size = Math.min(length, part.length - place);
        System.arraycopy(part, place, into, offset, size);
        place += size;
        return size;
    }
}
