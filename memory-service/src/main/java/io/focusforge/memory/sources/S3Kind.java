package io.focusforge.memory.sources;

import io.focusforge.common.objects.ObjectsConfig;
import io.focusforge.common.objects.S3Clients;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.memory.documents.DocumentsConfig;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Prefixes below that of the tenant, in the bucket that the operator has named. */
@ApplicationScoped
class S3Kind implements Kind<Place.S3> {
    private final SourcesConfig config;
    private final ObjectsConfig objects;
    private final DocumentsConfig documents;
    private volatile S3Client client;

    S3Kind(SourcesConfig config, ObjectsConfig objects, DocumentsConfig documents) {
        this.config = config;
        this.objects = objects;
        this.documents = documents;
    }

    @Override
    public Class<Place.S3> place() {
        return Place.S3.class;
    }

    @Override
    public void check(UUID tenant, Place.S3 place) {
        if (config.s3().isEmpty()) {
            throw ProblemException.invalid("place.kind", "buckets are not read by this installation");
        }
    }

    @Override
    public Listing list(UUID tenant, Place.S3 place, int limit) throws IOException {
        check(tenant, place);
        var prefix = prefix(tenant) + place.prefix();
        var entries = new ArrayList<Listing.Entry>();
        try {
            var pages = client().listObjectsV2Paginator(
                            list -> list.bucket(bucket()).prefix(prefix));
            for (var object : pages.contents()) {
                if (isRead(object, prefix)) {
                    if (entries.size() == limit) {
                        return new Listing.Listed(entries);
                    }
                    entries.add(new Listing.Entry(object.key().substring(prefix.length()), mark(object)));
                }
            }
        } catch (SdkException e) {
            throw new IOException(e);
        }
        return new Listing.Listed(entries);
    }

    @Override
    public Taken take(UUID tenant, Place.S3 place, Item item, Path file) throws IOException {
        var key = prefix(tenant) + place.prefix() + item.name();
        var most = documents.maxSize().asLongValue();
        try (var content = client().getObject(get -> get.bucket(bucket()).key(key))) {
            if (content.response().contentLength() > most) {
                content.abort();
                return new Taken.Failed("is larger than %d bytes".formatted(most));
            }
            Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
            var name = key.substring(key.lastIndexOf('/') + 1);
            return new Taken.Fetched(name, content.response().contentType(), null, null);
        } catch (NoSuchKeyException e) {
            return new Taken.Gone();
        } catch (SdkException e) {
            throw new IOException(e);
        }
    }

    @PreDestroy
    void close() {
        if (client != null) {
            client.close();
        }
    }

    private S3Client client() {
        if (client == null) {
            synchronized (this) {
                client = client == null ? S3Clients.of(objects) : client;
            }
        }
        return client;
    }

    private String bucket() {
        return config.s3().orElseThrow().getAuthority();
    }

    private String prefix(UUID tenant) {
        var path = config.s3().orElseThrow().getPath().replaceAll("^/+|/+$", "");
        return (path.isEmpty() ? "" : path + "/") + tenant + "/";
    }

    private static boolean isRead(S3Object object, String prefix) {
        var length = object.key().length() - prefix.length();
        return length > 0 && length <= Place.LONGEST_URL && !object.key().endsWith("/");
    }

    private static String mark(S3Object object) {
        return object.size() + "@" + object.eTag();
    }
}
