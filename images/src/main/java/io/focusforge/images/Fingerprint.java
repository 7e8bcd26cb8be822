package io.focusforge.images;

import io.focusforge.local.server.Directories;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** All that an ahead-of-time cache depends on, as one word. */
record Fingerprint(String value) {
    /** Of an application's files by their names, its JVM's flags, and the JVM. */
    static Fingerprint of(Map<String, Path> files, String flags, JavaRuntime java) {
        var digest = sha256();
        files.forEach((name, file) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            add(digest, file);
        });
        digest.update(flags.getBytes(StandardCharsets.UTF_8));
        digest.update(java.architecture().getBytes(StandardCharsets.UTF_8));
        for (var part : new String[] {"release", "lib/server/libjvm.so", "lib/modules"}) {
            if (Files.exists(java.files().resolve(part))) {
                add(digest, java.files().resolve(part));
            }
        }
        return new Fingerprint(HexFormat.of().formatHex(digest.digest()));
    }

    boolean isIn(Path file) {
        try {
            return Files.exists(file) && Files.readString(file).equals(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(Path file) {
        Directories.write(file, value);
    }

    private static void add(MessageDigest digest, Path file) {
        try (var content = new DigestInputStream(Files.newInputStream(file), digest)) {
            content.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
