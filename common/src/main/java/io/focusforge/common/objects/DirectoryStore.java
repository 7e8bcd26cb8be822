package io.focusforge.common.objects;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A directory. Objects are written beside and moved to their place, so that a crash leaves no half of one. */
final class DirectoryStore implements ObjectStore {
    private static final String INCOMING = ".incoming";

    private final Path root;

    DirectoryStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public Put put(ObjectKey key, InputStream content, long atMost) {
        try {
            var incoming = Files.createDirectories(root.resolve(INCOMING));
            var spooled = Spool.of(incoming, content, atMost);
            return spooled.isEmpty() ? new Put.TooLarge(atMost) : keep(key, spooled.get());
        } catch (IOException e) {
            throw new ObjectStoreException("cannot write " + key.path(), e);
        }
    }

    private Put keep(ObjectKey key, Spool content) throws IOException {
        try (content) {
            var target = file(key);
            Files.createDirectories(target.getParent());
            Files.move(content.file(), target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            sync(target.getParent());
            return new Put.Kept(content.bytes());
        }
    }

    /** A name is durable when its directory is. */
    private static void sync(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public Optional<InputStream> open(ObjectKey key) {
        try {
            return Optional.of(Files.newInputStream(file(key)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new ObjectStoreException("cannot read " + key.path(), e);
        }
    }

    @Override
    public void delete(ObjectKey key) {
        try {
            Files.deleteIfExists(file(key));
        } catch (IOException e) {
            throw new ObjectStoreException("cannot delete " + key.path(), e);
        }
    }

    @Override
    public void close() {}

    private Path file(ObjectKey key) {
        return root.resolve(key.path());
    }
}
