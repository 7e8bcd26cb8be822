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
import java.util.Optional;

/** The file of a journal: a header with the capacity and two positions, and the ring. Who has it open holds a lock of the operating system. */
record JournalFile(Path path, FileChannel channel, MappedByteBuffer map) {
    private static final long MAGIC = 0x46464a4f55524e31L;
    private static final int HEADER = 64;
    private static final int AT_CAPACITY = 8;
    private static final int AT_SEALED = 16;
    private static final int AT_RELEASED = 24;
    private static final int ZEROS = 1 << 16;

    /** All of it is written at once, so that a full disk is noticed here and not as a fault in mapped memory. */
    static JournalFile create(Path path, int capacity) {
        try {
            var channel = open(path, StandardOpenOption.CREATE_NEW);
            channel.lock();
            var size = HEADER + Math.ceilDiv(capacity, Ring.ALIGNMENT) * Ring.ALIGNMENT;
            fill(channel, size);
            var map = channel.map(FileChannel.MapMode.READ_WRITE, 0, size);
            map.putLong(AT_CAPACITY, size - HEADER).putLong(0, MAGIC);
            return new JournalFile(path, channel, map);
        } catch (IOException e) {
            throw new UncheckedIOException("the journal " + path + " cannot be made", e);
        }
    }

    /** @return empty while another process holds it, and for what is no journal */
    static Optional<JournalFile> adopt(Path path) {
        try {
            var channel = open(path, StandardOpenOption.READ);
            if (lock(channel) != null && channel.size() > HEADER) {
                var map = channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size());
                if (map.getLong(0) == MAGIC && map.getLong(AT_CAPACITY) == channel.size() - HEADER) {
                    return Optional.of(new JournalFile(path, channel, map));
                }
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the journal " + path + " cannot be read", e);
        }
    }

    Ring ring() {
        return new Ring(map, HEADER, (int) map.getLong(AT_CAPACITY));
    }

    long sealed() {
        return map.getLong(AT_SEALED);
    }

    void sealed(long position) {
        map.putLong(AT_SEALED, position);
    }

    long released() {
        return map.getLong(AT_RELEASED);
    }

    void released(long position) {
        map.putLong(AT_RELEASED, position);
    }

    void force() {
        map.force();
    }

    void close(boolean delete) {
        try {
            if (delete) {
                Files.deleteIfExists(path);
            }
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileChannel open(Path path, StandardOpenOption more) throws IOException {
        return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, more);
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
