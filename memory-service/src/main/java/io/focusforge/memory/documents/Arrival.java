package io.focusforge.memory.documents;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file that has come in as a whole, and was looked at. Close it. */
public record Arrival(Path file, long bytes, String hash, String mediaType) implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    /**
     * @param field of the request that holds the file
     * @throws ProblemException when it is empty, or cannot be read as a document; then the file is gone
     */
    static Arrival of(Path file, String field, MediaTypes.Name name) throws IOException {
        try {
            var bytes = Files.size(file);
            if (bytes == 0) {
                throw ProblemException.invalid(field, "is empty");
            }
            var type = MediaTypes.of(sample(file, bytes), name).orElseThrow(Arrival::unreadable);
            return new Arrival(file, bytes, hash(file), type);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /**
     * The same of what did not come in a request.
     *
     * @param name of the file, or null; likewise {@code declared}, what its server says that it is
     */
    public static Arrival taken(Path file, String name, String declared) throws IOException {
        return of(file, "file", new MediaTypes.Name(name, declared));
    }

    InputStream content() throws IOException {
        return Files.newInputStream(file);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }

    private static ProblemException unreadable() {
        return new ProblemException(
                ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                "By its content, whatever its name, the file is none of those that can be read: " + MediaTypes.READABLE
                        + ".");
    }

    private static MediaTypes.Sample sample(Path file, long bytes) throws IOException {
        try (var content = new RandomAccessFile(file.toFile(), "r")) {
            var head = new byte[(int) Math.min(BUFFER, bytes)];
            content.readFully(head);
            var tail = new byte[head.length];
            content.seek(bytes - tail.length);
            content.readFully(tail);
            return new MediaTypes.Sample(head, tail);
        }
    }

    private static String hash(Path file) throws IOException {
        var digest = sha256();
        try (var content = Files.newInputStream(file)) {
            var buffer = new byte[BUFFER];
            for (var read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
