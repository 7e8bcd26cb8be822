package io.focusforge.gateway.bootstrap;

import io.focusforge.common.apikey.PresentedKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** The file with the first key. What is there already, such as a mounted secret, is never changed. */
record KeyFile(Path path) {
    /** @throws IllegalStateException when the file holds something else than a key */
    Optional<PresentedKey> read() {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            var key = PresentedKey.parse(Files.readString(path).strip());
            return Optional.of(key.orElseThrow(() -> new IllegalStateException(
                    path + " does not hold an API key (ff_…): remove it, and a new key is written")));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    /** Nobody but the owner can read the file, from its first moment on. */
    void write(PresentedKey key) {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = Files.newByteChannel(path, options, ownerOnly);
                var writer = Channels.newWriter(channel, StandardCharsets.UTF_8)) {
            writer.write(key.text() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path, e);
        }
    }
}
