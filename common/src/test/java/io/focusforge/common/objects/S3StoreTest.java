package io.focusforge.common.objects;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real S3 server, which checks signatures. */
class S3StoreTest extends ObjectStoreContract {
    private static final TransientNio2BlobStore BLOBS = new TransientNio2BlobStore();
    private static S3Proxy server;

    private final String bucket = "bucket-" + UUID.randomUUID();
    private ObjectStore store;

    @BeforeAll
    static void startServer() throws Exception {
        server = S3Proxy.builder()
                .blobStore(BLOBS)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, "key", "secret")
                .build();
        server.start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.stop();
    }

    @BeforeEach
    void open() {
        BLOBS.createContainer(bucket);
        store = store("secret", endpoint(server.getPort()), "PT10S");
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static String endpoint(int port) {
        return "http://127.0.0.1:" + port;
    }

    private ObjectStore store(String secret, String endpoint, String timeout) {
        var settings = new HashMap<>(Map.of(
                "focusforge.objects.endpoint",
                endpoint,
                "focusforge.objects.access-key",
                "key",
                "focusforge.objects.secret-key",
                secret,
                "focusforge.objects.timeout",
                timeout));
        var config = new SmallRyeConfigBuilder()
                .withMapping(ObjectsConfig.class)
                .withConverter(Duration.class, 200, text -> Duration.parse(text.startsWith("P") ? text : "PT" + text))
                .withSources(new PropertiesConfigSource(settings, "test", 500))
                .build()
                .getConfigMapping(ObjectsConfig.class);
        return S3Store.of(URI.create("s3://" + bucket + "/installation-1/"), config);
    }

    @Override
    ObjectStore store() {
        return store;
    }

    @Override
    long stored() {
        return BLOBS.list(bucket).contents().size();
    }

    @Test
    void failsWithAWrongSecret() {
        var key = ObjectKey.of("things", UUID.randomUUID(), "1");
        try (var stranger = store("guessed", endpoint(server.getPort()), "PT10S")) {
            assertThatThrownBy(() -> stranger.put(key, new ByteArrayInputStream(new byte[1]), 10))
                    .isInstanceOf(ObjectStoreException.class);
        }
    }

    @Test
    void failsInTimeWhenTheServerDoesNotAnswer() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var waiting = store("secret", endpoint(silent.getLocalPort()), "PT1S")) {
            assertThatThrownBy(() -> waiting.open(ObjectKey.of("things", UUID.randomUUID(), "1")))
                    .isInstanceOf(ObjectStoreException.class);
        }
    }
}
