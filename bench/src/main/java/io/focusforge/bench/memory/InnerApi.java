package io.focusforge.bench.memory;

import io.focusforge.bench.load.ServiceToken;
import io.focusforge.local.server.Service;
import io.focusforge.local.stack.Stack;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Services as the gateway calls them, for any number of tenants. */
final class InnerApi implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final List<String> SCOPES = List.of(
            "documents:read", "documents:write", "memories:read", "memories:write", "models:read", "models:write");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Stack stack;

    InnerApi(Stack stack) {
        this.stack = stack;
    }

    /** A user of a tenant, with the token that the gateway would send for them. */
    record Account(UUID tenant, UUID user, String token) {}

    Account account() throws IOException {
        var tenant = UUID.randomUUID();
        var user = UUID.randomUUID();
        var token = new ServiceToken(Service.GATEWAY.id(), tenant.toString(), user.toString(), SCOPES)
                .sign(stack.servers().endpoints().signingKey(Service.GATEWAY));
        return new Account(tenant, user, token);
    }

    JsonObject search(Account by, JsonObject question) throws IOException, InterruptedException {
        return post(Service.MEMORY, "/api/v1/search", by, question);
    }

    JsonObject post(Service service, String path, Account by, JsonObject body)
            throws IOException, InterruptedException {
        return new JsonObject(text(service, path, by, body));
    }

    /** The service could not answer. */
    static final class Failed extends IllegalStateException {
        private static final long serialVersionUID = 1;

        Failed(String path, HttpResponse<?> response) {
            super(path + ": " + response.statusCode() + " " + response.body());
        }
    }

    /** The answer as it comes. */
    String text(Service service, String path, Account by, JsonObject body) throws IOException, InterruptedException {
        var request = request(service, path, by)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
                .build();
        return answered(path, client.send(request, HttpResponse.BodyHandlers.ofString()));
    }

    private static String answered(String path, HttpResponse<String> response) {
        requireNoFailure(path, response);
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(path + ": " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    JsonObject get(String path, Account by) throws IOException, InterruptedException {
        return new JsonObject(answered(
                path, client.send(request(Service.MEMORY, path, by).build(), HttpResponse.BodyHandlers.ofString())));
    }

    int status(String path, Account by) throws IOException, InterruptedException {
        var response = client.send(request(Service.MEMORY, path, by).build(), HttpResponse.BodyHandlers.discarding());
        requireNoFailure(path, response);
        return response.statusCode();
    }

    private static void requireNoFailure(String path, HttpResponse<?> response) {
        if (response.statusCode() / 100 == 5) {
            throw new Failed(path, response);
        }
    }

    /** As pgvector reads them. */
    List<String> embeddings(Account by, List<String> texts) throws IOException, InterruptedException {
        var body = new JsonObject().put("model", "all-minilm-l6-v2").put("input", new JsonArray(texts));
        return post(Service.AI, "/v1/embeddings", by, body).getJsonArray("data").stream()
                .map(item -> ((JsonObject) item).getJsonArray("embedding").encode())
                .toList();
    }

    @Override
    public void close() {
        client.close();
    }

    private HttpRequest.Builder request(Service service, String path, Account by) {
        return HttpRequest.newBuilder(URI.create(stack.serviceUrl(service) + path))
                .timeout(TIMEOUT)
                .header("Authorization", by.token());
    }
}
