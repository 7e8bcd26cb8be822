package io.focusforge.worker.extract.program;

import io.focusforge.worker.extract.Flaw;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** What can be said of an office document without unpacking it. */
final class Archive {
    private static final int MOST_ENTRIES = 10_000;
    private static final long MOST_BYTES = 1L << 30;
    /** Text that repeats itself is packed to a hundredth; a larger part that is packed further is there to do harm. */
    private static final long LARGE = 16L << 20;

    private static final int HARDEST = 150;
    private static final byte[] ENCRYPTED = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);

    private Archive() {}

    static void requireDocument(Path file) throws IOException, Unreadable {
        try (var zip = new ZipFile(file.toFile())) {
            if (zip.size() > MOST_ENTRIES) {
                throw new Unreadable(Flaw.BOMB);
            }
            var bytes = 0L;
            for (var entry : Collections.list(zip.entries())) {
                bytes += entry.getSize();
                if (bytes > MOST_BYTES || isBomb(entry)) {
                    throw new Unreadable(Flaw.BOMB);
                }
            }
            if (zip.stream().noneMatch(entry -> entry.getName().startsWith("word/"))) {
                throw new Unreadable(Flaw.UNSUPPORTED);
            }
        } catch (ZipException e) {
            throw new Unreadable(Flaw.BROKEN);
        }
    }

    private static boolean isBomb(ZipEntry entry) {
        return entry.getSize() > LARGE && entry.getSize() / HARDEST > entry.getCompressedSize();
    }

    /** An encrypted document is one of the old kind, with a part of this name. */
    static boolean isEncrypted(Path file) throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            var found = 0;
            for (var b = in.read(); b >= 0; b = in.read()) {
                found = b == ENCRYPTED[found] ? found + 1 : b == ENCRYPTED[0] ? 1 : 0;
                if (found == ENCRYPTED.length) {
                    return true;
                }
            }
            return false;
        }
    }
}
