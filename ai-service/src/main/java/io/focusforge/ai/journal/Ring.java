package io.focusforge.ai.journal;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * Records of {@code length, checksum, bytes}, aligned, never split by the end of the ring. The checksum covers the position, so that a
 * record of an earlier round is not taken for one of this.
 */
record Ring(ByteBuffer bytes, int start, int capacity) {
    static final int ALIGNMENT = 8;
    private static final int PREFIX = 8;
    private static final int FAR = 1024 * 1024;
    /** In place of a length: the next record is at the beginning of the ring. */
    private static final int TURN = -1;

    /** Where the record behind the one that would be put at {@code position} begins. */
    long next(long position, int length) {
        return place(position, length) + size(length);
    }

    /** There must be room. */
    void put(long position, byte[] entry) {
        var place = place(position, entry.length);
        if (place != position) {
            bytes.putInt(offset(position), TURN);
        }
        var at = offset(place);
        bytes.put(at + PREFIX, entry);
        bytes.putInt(at + 4, checksum(place, entry.length));
        bytes.putInt(at, entry.length);
    }

    /** Where the whole records that begin at {@code position} end. */
    long endFrom(long position) {
        var at = position;
        while (at - position < capacity) {
            var record = recordAt(at);
            if (!isWhole(record) || record + size(length(record)) - position > capacity) {
                return at;
            }
            at = record + size(length(record));
        }
        return at;
    }

    /** The position behind at most so many records. */
    long skip(long from, long end, int most) {
        var at = from;
        for (var i = 0; i < most && at < end; i++) {
            var record = recordAt(at);
            at = record + size(length(record));
        }
        return at;
    }

    void read(long from, long to, Consumer<byte[]> entries) {
        for (var at = from; at < to; ) {
            var record = recordAt(at);
            var entry = new byte[length(record)];
            bytes.get(offset(record) + PREFIX, entry);
            entries.accept(entry);
            at = record + size(entry.length);
        }
    }

    private long recordAt(long position) {
        return length(position) == TURN ? turned(position) : position;
    }

    private boolean isWhole(long record) {
        var length = length(record);
        return length > 0
                && length <= capacity - record % capacity - PREFIX
                && bytes.getInt(offset(record) + 4) == checksum(record, length);
    }

    private long place(long position, int length) {
        return position % capacity + size(length) > capacity ? turned(position) : position;
    }

    /** Whether a good deal of the ring lies before it. */
    boolean isFar(long position) {
        return position % capacity > FAR;
    }

    /** The next one at the beginning of the ring. */
    long turned(long position) {
        return position + capacity - position % capacity;
    }

    private int length(long position) {
        return bytes.getInt(offset(position));
    }

    private int offset(long position) {
        return start + (int) (position % capacity);
    }

    private static int size(int length) {
        return Math.ceilDiv(PREFIX + length, ALIGNMENT) * ALIGNMENT;
    }

    private int checksum(long position, int length) {
        var crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                .putLong(position)
                .putInt(length)
                .flip());
        crc.update(bytes.slice(offset(position) + PREFIX, length));
        return (int) crc.getValue();
    }
}
