package io.focusforge.common.objects;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Content on its way, in a file: its length is known before it is sent, and no more than a buffer of it is in memory. Close it. */
public record Spool(Path file, long bytes) implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    /** @return empty when there is more than {@code atMost} */
    public static Optional<Spool> of(Path directory, InputStream content, long atMost) throws IOException {
        var file = Files.createTempFile(directory, "object-", ".part");
        try {
            var bytes = write(content, file, atMost);
            if (bytes <= atMost) {
                return Optional.of(new Spool(file, bytes));
            }
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
        Files.deleteIfExists(file);
        return Optional.empty();
    }

    private static long write(InputStream content, Path file, long atMost) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var source = Channels.newChannel(content);
            var buffer = ByteBuffer.allocate(BUFFER);
            var bytes = 0L;
            while (bytes <= atMost && source.read(buffer) >= 0) {
                bytes += writeAll(channel, buffer.flip());
                buffer.clear();
            }
            channel.force(true);
            return bytes;
        }
    }

    private static long writeAll(FileChannel channel, ByteBuffer buffer) throws IOException {
        var bytes = buffer.remaining();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        return bytes;
    }

    public InputStream content() throws IOException {
        return Files.newInputStream(file);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
