package io.focusforge.memory.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.focusforge.common.objects.ObjectsConfig;
import io.focusforge.common.objects.S3Clients;
import io.focusforge.memory.testing.OnRealServers;
import io.focusforge.memory.testing.S3Server;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Prefixes of a bucket of a real S3 server. */
@QuarkusTest
@OnRealServers
class S3SourceTest {
    private static final String HANDBOOK = "{\"kind\": \"s3\", \"prefix\": \"handbook/\"}";

    private final SourceOwner owner = SourceOwner.fresh();

    @Inject
    ObjectsConfig objects;

    private S3Client s3;

    @BeforeEach
    void open() {
        s3 = S3Clients.of(objects);
    }

    @AfterEach
    void close() {
        s3.close();
    }

    @Test
    void followsAPrefix() {
        put("handbook/a.md", "# One");
        put("handbook/sub/b.txt", "two");
        put("elsewhere/c.txt", "three");
        var source = owner.made(HANDBOOK);
        owner.assertCounts(owner.run(source), 2, 2, 0, 0, 0);
        assertThat(owner.documents()).containsExactlyInAnyOrder("a.md", "b.txt");

        owner.assertCounts(owner.run(source), 2, 0, 0, 2, 0);

        put("handbook/a.md", "# One, and more");
        put("handbook/new.txt", "four");
        s3.deleteObject(delete -> delete.bucket(S3Server.BUCKET).key(key(owner.tenant(), "handbook/sub/b.txt")));
        owner.assertCounts(owner.run(source), 2, 1, 1, 0, 1);
        assertThat(owner.documents()).containsExactlyInAnyOrder("a.md", "new.txt");
        owner.request()
                .get("/api/v1/documents")
                .then()
                .body("items.version", hasItem(2))
                .body("items.size()", equalTo(2));
    }

    @Test
    void readsNothingOfAnotherTenantsPrefix() {
        var neighbour = UUID.randomUUID();
        put(neighbour, "handbook/secret.txt", "secret");
        put("handbook/a.txt", "one");
        owner.assertCounts(owner.run(owner.made("{\"kind\": \"s3\", \"prefix\": \"\"}")), 1, 1, 0, 0, 0);
        var climbing = owner.make("{\"kind\": \"s3\", \"prefix\": \"../%s/handbook/\"}".formatted(neighbour))
                .extract();
        if (climbing.statusCode() == 201) {
            owner.run(climbing.path("id"));
        }
        assertThat(owner.documents()).containsExactly("a.txt");
    }

    @Test
    void deletesWhatIsGoneFromAPrefixThatIsEmptyNow() {
        put("handbook/a.txt", "one");
        var source = owner.made(HANDBOOK);
        owner.run(source);
        s3.deleteObject(delete -> delete.bucket(S3Server.BUCKET).key(key(owner.tenant(), "handbook/a.txt")));
        owner.assertCounts(owner.run(source), 0, 0, 0, 0, 1);
        assertThat(owner.documents()).isEmpty();
    }

    @Test
    void saysWhatItCouldNotTakeAndTriesItAgain() {
        put("handbook/a.txt", "\0\1\2\3");
        var source = owner.made(HANDBOOK);
        assertThat(owner.run(source).getInt("lastRun.counts.failed")).isEqualTo(1);
        put("handbook/a.txt", "now it is text");
        owner.assertCounts(owner.run(source), 1, 1, 0, 0, 0);
    }

    private void put(String name, String content) {
        put(owner.tenant(), name, content);
    }

    private void put(UUID tenant, String name, String content) {
        s3.putObject(put -> put.bucket(S3Server.BUCKET).key(key(tenant, name)), RequestBody.fromString(content));
    }

    private static String key(UUID tenant, String name) {
        return S3Server.PREFIX + tenant + "/" + name;
    }
}
