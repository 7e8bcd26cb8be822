package io.focusforge.memory.tenancy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.common.identity.Scopes;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.memory.chunks.TestDocuments;
import io.focusforge.memory.documents.Document;
import io.focusforge.memory.testing.Client;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many tenants who ask the same at the same time: each sees its own, by whatever way the service reaches its database. */
abstract class TenancyContract {
    private static final int TENANTS = 64;
    private static final int CALLS = 640;
    private static final int THREADS = 16;
    private static final List<String> TOPICS = List.of("harvest", "turbine", "violin", "glacier");

    @Inject
    TestDocuments documents;

    @Inject
    TenantDatabase database;

    @Inject
    Pool pool;

    /** What is all of one tenant has its mark. */
    private record Tenant(Client client, Document document, String memory) {
        String mark() {
            return "mark" + client.tenant().toString().replace("-", "");
        }
    }

    @Test
    void noTenantEverSeesWhatIsAnothers() throws Exception {
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var starting = IntStream.range(0, TENANTS)
                    .mapToObj(i -> threads.submit(this::tenant))
                    .toList();
            var tenants = starting.stream().map(TenancyContract::join).toList();
            var calls = IntStream.range(0, CALLS)
                    .mapToObj(i -> threads.submit(() -> call(tenants, new Random(i))))
                    .toList();
            for (var call : calls) {
                call.get();
            }
        }
    }

    @Test
    void noTenantMeansNoRows() {
        var tenant = tenant();
        for (var table :
                List.of("chunks", "chunk_words", "chunk_counts", "chunk_vectors_a", "documents", "memory_index")) {
            assertThat(count(pool, table)).as(table).isZero();
        }
        long theirs = database.read(tenant.client().tenant(), connection -> count(connection, "chunks"));
        assertThat(theirs).isEqualTo(TOPICS.size());
    }

    private static long count(SqlClient client, String table) {
        var rows =
                client.query("SELECT count(*) FROM " + table).execute().await().atMost(Duration.ofSeconds(30));
        return rows.iterator().next().getLong(0);
    }

    private Tenant tenant() {
        var client = Client.fresh();
        var mark = new Tenant(client, null, null).mark();
        var texts = TOPICS.stream().map(topic -> topic + " of " + mark).toArray(String[]::new);
        return new Tenant(client, documents.add(client, texts), client.remember("the violin of " + mark));
    }

    private Void call(List<Tenant> tenants, Random random) {
        var caller = tenants.get(random.nextInt(TENANTS));
        var other = tenants.get(random.nextInt(TENANTS));
        var topic = TOPICS.get(random.nextInt(TOPICS.size()));
        switch (random.nextInt(4)) {
            case 0 ->
                onlyTheirs(
                        caller, post(caller, "/api/v1/search", "{\"query\": \"%s\"}".formatted(topic)), "items.text");
            case 1 ->
                onlyTheirs(
                        caller,
                        post(caller, "/api/v1/search", "{\"query\": \"%s of %s\"}".formatted(topic, other.mark())),
                        "items.text");
            case 2 ->
                onlyTheirs(
                        caller,
                        post(caller, "/api/v1/memories/search", "{\"query\": \"violin\", \"threshold\": 0}"),
                        "items.memory.text");
            default -> {
                var status = caller == other ? 200 : 404;
                caller.client().get(other.memory()).statusCode(status);
            }
        }
        return null;
    }

    private static void onlyTheirs(Tenant tenant, Response answer, String path) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().<String>getList(path))
                .allSatisfy(text -> assertThat(text).endsWith(tenant.mark()));
    }

    private static Tenant join(Future<Tenant> starting) {
        try {
            return starting.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Response post(Tenant tenant, String path, String body) {
        var client = tenant.client();
        return given().header(
                        "Authorization",
                        TestTokens.bearer(client.tenant(), client.user(), Scopes.DOCUMENTS_READ, Scopes.MEMORIES_READ))
                .contentType(ContentType.JSON)
                .body(body)
                .post(path);
    }
}
