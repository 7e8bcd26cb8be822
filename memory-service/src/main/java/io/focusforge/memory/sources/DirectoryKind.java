package io.focusforge.memory.sources;

import io.focusforge.common.problem.ProblemException;
import io.focusforge.memory.documents.DocumentsConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.UUID;

/** Directories below that of the tenant. Links are not followed, wherever they lead, and hidden files are left alone. */
@ApplicationScoped
class DirectoryKind implements Kind<Place.Directory> {
    private final SourcesConfig config;
    private final DocumentsConfig documents;

    DirectoryKind(SourcesConfig config, DocumentsConfig documents) {
        this.config = config;
        this.documents = documents;
    }

    @Override
    public Class<Place.Directory> place() {
        return Place.Directory.class;
    }

    @Override
    public void check(UUID tenant, Place.Directory place) {
        if (config.directory().isEmpty()) {
            throw ProblemException.invalid("place.kind", "directories are not read by this installation");
        }
        var root = root(tenant);
        try {
            if (!root.resolve(place.path()).normalize().startsWith(root)) {
                throw ProblemException.invalid("place.path", "must not lead out of your directory");
            }
        } catch (InvalidPathException e) {
            throw ProblemException.invalid("place.path", "is no path");
        }
    }

    @Override
    public Listing list(UUID tenant, Place.Directory place, int limit) throws IOException {
        check(tenant, place);
        var directory = root(tenant).resolve(place.path()).normalize();
        if (!isInside(tenant, directory) || !Files.isDirectory(directory)) {
            return new Listing.Failed("is not there");
        }
        var entries = new ArrayList<Listing.Entry>();
        try (var files = Files.walk(directory)) {
            for (var iterator = files.sorted().iterator(); iterator.hasNext(); ) {
                var file = iterator.next();
                if (isRead(directory, file)) {
                    if (entries.size() == limit) {
                        return new Listing.Listed(entries);
                    }
                    entries.add(new Listing.Entry(directory.relativize(file).toString(), mark(file)));
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new Listing.Listed(entries);
    }

    @Override
    public Taken take(UUID tenant, Place.Directory place, Item item, Path file) throws IOException {
        var path = root(tenant).resolve(place.path()).resolve(item.name()).normalize();
        try {
            if (!isInside(tenant, path) || !Files.isRegularFile(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
                return new Taken.Gone();
            }
            if (Files.size(path) > documents.maxSize().asLongValue()) {
                return new Taken.Failed(
                        "is larger than %d bytes".formatted(documents.maxSize().asLongValue()));
            }
            Files.copy(path, file, StandardCopyOption.REPLACE_EXISTING);
            return new Taken.Fetched(path.getFileName().toString(), null, null, null);
        } catch (NoSuchFileException e) {
            return new Taken.Gone();
        }
    }

    private Path root(UUID tenant) {
        return Path.of(config.directory().orElseThrow())
                .toAbsolutePath()
                .normalize()
                .resolve(tenant.toString());
    }

    // A link on the way could lead to another tenant's files, or anywhere.
    private boolean isInside(UUID tenant, Path path) throws IOException {
        return Files.exists(path) && path.toRealPath().startsWith(root(tenant).toRealPath());
    }

    private static boolean isRead(Path directory, Path file) throws IOException {
        var name = directory.relativize(file).toString();
        return Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS)
                && !("/" + name).contains("/.")
                && name.length() <= Place.LONGEST_URL;
    }

    private static String mark(Path file) throws IOException {
        return Files.size(file) + "@" + Files.getLastModifiedTime(file).toMillis();
    }
}
