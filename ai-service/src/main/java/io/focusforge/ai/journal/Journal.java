package io.focusforge.ai.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A ring of records in a mapped file, which one process holds by a lock of the operating system. Many append, one drains.
 *
 * <pre>
 *   released ──────── sealed ──────────────── end
 *      └─ the batch ────┴─ not in a batch yet ─┘
 * </pre>
 *
 * The first two are kept in the file; the end is found by the records' checksums. Positions grow for ever and are taken modulo the
 * capacity.
 */
public final class Journal implements AutoCloseable {
    private static final long MAGIC = 0x46464a4f55524e31L;
    private static final int HEADER = 64;
    private static final int AT_CAPACITY = 8;
    private static final int AT_SEALED = 16;
    private static final int AT_RELEASED = 24;
    private static final int ZEROS = 1 << 16;

    private final Path file;
    private final FileChannel channel;
    private final MappedByteBuffer map;
    private final Ring ring;
    private final ReentrantLock appending = new ReentrantLock();
    private long released;
    private long sealed;
    private long end;

    private Journal(Path file, FileChannel channel, MappedByteBuffer map) {
        this.file = file;
        this.channel = channel;
        this.map = map;
        this.ring = new Ring(map, HEADER, (int) map.getLong(AT_CAPACITY));
        this.released = map.getLong(AT_RELEASED);
        this.end = ring.endFrom(released);
        this.sealed = Math.clamp(map.getLong(AT_SEALED), released, end);
    }

    /**
     * All of the file is written at once, so that a full disk is noticed here and not as a fault in mapped memory.
     *
     * @param capacity bytes for records, each of which takes 8 more than its length
     */
    public static Journal create(Path file, int capacity) {
        try {
            var channel = open(file, StandardOpenOption.CREATE_NEW);
            channel.lock();
            var size = HEADER + Math.ceilDiv(capacity, Ring.ALIGNMENT) * Ring.ALIGNMENT;
            fill(channel, size);
            var map = channel.map(FileChannel.MapMode.READ_WRITE, 0, size);
            map.putLong(AT_CAPACITY, size - HEADER).putLong(0, MAGIC);
            return new Journal(file, channel, map);
        } catch (IOException e) {
            throw new UncheckedIOException("the journal " + file + " cannot be made", e);
        }
    }

    /** Takes over what a process that is no more has left. @return empty while another process holds it, and for what is no journal */
    public static Optional<Journal> adopt(Path file) {
        try {
            var channel = open(file, StandardOpenOption.READ);
            if (lock(channel) != null && channel.size() > HEADER) {
                var map = channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size());
                if (map.getLong(0) == MAGIC && map.getLong(AT_CAPACITY) == channel.size() - HEADER) {
                    return Optional.of(new Journal(file, channel, map));
                }
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the journal " + file + " cannot be read", e);
        }
    }

    /** Kept when this returns true; false when there is no room. Never waits for a disk. */
    public boolean append(byte[] entry) {
        appending.lock();
        try {
            var next = ring.next(end, entry.length);
            if (next - released > ring.capacity()) {
                return false;
            }
            ring.put(end, entry);
            end = next;
            return true;
        } finally {
            appending.unlock();
        }
    }

    /**
     * The batch to be stored: the same one until it is released. For the one who drains.
     *
     * @return empty when nothing is left
     */
    public List<byte[]> batch(int most) {
        if (sealed == released) {
            var until = ring.skip(released, end(), most);
            sealed = until;
            map.putLong(AT_SEALED, until);
        }
        var entries = new ArrayList<byte[]>();
        ring.read(released, sealed, entries::add);
        return entries;
    }

    /** What was in the batch is stored elsewhere, and its room is free. */
    public void release() {
        map.putLong(AT_RELEASED, sealed);
        appending.lock();
        try {
            released = sealed;
        } finally {
            appending.unlock();
        }
    }

    public boolean isEmpty() {
        appending.lock();
        try {
            return released == end;
        } finally {
            appending.unlock();
        }
    }

    /** Brings it to the disk, to outlive the machine's crash as well. */
    public void force() {
        map.force();
    }

    /** Lets go of the file, and deletes it when nothing is left in it. */
    @Override
    public void close() {
        try {
            if (isEmpty()) {
                Files.deleteIfExists(file);
            }
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long end() {
        appending.lock();
        try {
            return end;
        } finally {
            appending.unlock();
        }
    }

    private static FileChannel open(Path file, StandardOpenOption more) throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, more);
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static void fill(FileChannel channel, int size) throws IOException {
        var zeros = ByteBuffer.allocateDirect(ZEROS);
        for (var left = size; left > 0; left -= ZEROS) {
            zeros.clear().limit(Math.min(left, ZEROS));
            while (zeros.hasRemaining()) {
                channel.write(zeros);
            }
        }
    }
}
