package io.focusforge.common.objects;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import java.net.URI;
import java.nio.file.Path;

/** Makes the configured store, when it is used for the first time: a service that keeps nothing loads nothing. */
@ApplicationScoped
class ObjectStores {
    @Produces
    @ApplicationScoped
    ObjectStore store(ObjectsConfig config) {
        return config.url().map(url -> open(url, config)).orElseGet(NoStore::new);
    }

    void close(@Disposes ObjectStore store) {
        store.close();
    }

    private static ObjectStore open(URI url, ObjectsConfig config) {
        return switch (url.getScheme()) {
            case "file" -> new DirectoryStore(Path.of(url.getSchemeSpecificPart()));
            case "s3" -> S3Store.of(url, config);
            case null, default ->
                throw new IllegalArgumentException("focusforge.objects.url begins with file: or s3:, not " + url);
        };
    }
}
