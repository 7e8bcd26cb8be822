package io.focusforge.common.objects;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** A bucket, or a part of one, at anything that speaks S3. */
final class S3Store implements ObjectStore {
    private static final Path SPOOLS = Path.of(System.getProperty("java.io.tmpdir"));

    private final S3Client client;
    private final String bucket;
    private final String prefix;

    private S3Store(S3Client client, String bucket, String prefix) {
        this.client = client;
        this.bucket = bucket;
        this.prefix = prefix;
    }

    /** @param url {@code s3://bucket/prefix}, the prefix may be missing */
    static S3Store of(URI url, ObjectsConfig config) {
        var path = url.getPath().replaceAll("^/+|/+$", "");
        return new S3Store(S3Clients.of(config), url.getAuthority(), path.isEmpty() ? "" : path + "/");
    }

    @Override
    public Put put(ObjectKey key, InputStream content, long atMost) {
        try {
            var spooled = Spool.of(SPOOLS, content, atMost);
            return spooled.isEmpty() ? new Put.TooLarge(atMost) : keep(key, spooled.get());
        } catch (IOException | SdkException e) {
            throw new ObjectStoreException("cannot write " + key.path(), e);
        }
    }

    private Put keep(ObjectKey key, Spool content) throws IOException {
        try (content) {
            client.putObject(put -> put.bucket(bucket).key(name(key)), RequestBody.fromFile(content.file()));
            return new Put.Kept(content.bytes());
        }
    }

    @Override
    public Optional<InputStream> open(ObjectKey key) {
        try {
            return Optional.of(client.getObject(get -> get.bucket(bucket).key(name(key))));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw new ObjectStoreException("cannot read " + key.path(), e);
        }
    }

    @Override
    public void delete(ObjectKey key) {
        try {
            client.deleteObject(delete -> delete.bucket(bucket).key(name(key)));
        } catch (SdkException e) {
            throw new ObjectStoreException("cannot delete " + key.path(), e);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private String name(ObjectKey key) {
        return prefix + key.path();
    }
}
