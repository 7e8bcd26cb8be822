package io.focusforge.memory.documents;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that is written while it comes. Close it: it stays only when it was taken. */
final class IncomingFile implements AutoCloseable {
    private final MediaTypes.Name name;
    private final long atMost;
    private final FileChannel channel;
    private Path file;
    private long written;

    IncomingFile(Path directory, long atMost, MediaTypes.Name name) throws IOException {
        this.name = name;
        this.atMost = atMost;
        this.file = Files.createTempFile(directory, "upload-", ".part");
        this.channel = FileChannel.open(file, StandardOpenOption.WRITE);
    }

    MediaTypes.Name name() {
        return name;
    }

    void write(ByteBuffer part) throws IOException {
        written += part.remaining();
        if (written > atMost) {
            throw new ProblemException(ErrorCode.PAYLOAD_TOO_LARGE, "A document may have %d bytes.".formatted(atMost));
        }
        while (part.hasRemaining()) {
            channel.write(part);
        }
    }

    /** The caller's from now on. */
    Path take() throws IOException {
        channel.close();
        var taken = file;
        file = null;
        return taken;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }
}
