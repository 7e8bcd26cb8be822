package io.focusforge.memory.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.URI;
import java.util.Map;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/** A real S3 server, which checks signatures. Sources may read below {@link #PREFIX} of its bucket; uploads are kept elsewhere. */
public final class S3Server implements QuarkusTestResourceLifecycleManager {
    public static final String BUCKET = "library";
    public static final String PREFIX = "tenants/";

    private S3Proxy server;

    @Override
    public Map<String, String> start() {
        var blobs = new TransientNio2BlobStore();
        blobs.createContainer(BUCKET);
        server = S3Proxy.builder()
                .blobStore(blobs)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, "key", "secret")
                .build();
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return Map.of(
                "focusforge.objects.endpoint",
                "http://127.0.0.1:" + server.getPort(),
                "focusforge.objects.access-key",
                "key",
                "focusforge.objects.secret-key",
                "secret",
                "focusforge.sources.s3",
                "s3://" + BUCKET + "/" + PREFIX);
    }

    @Override
    public void stop() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
