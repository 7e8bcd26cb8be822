package io.focusforge.bench.orchestrator;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Stream;

/** A running stack, as a client with a key sees it. */
final class PublicApi implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final String key;

    PublicApi(String url, String key) {
        this.url = url;
        this.key = key;
    }

    JsonObject get(String path) throws IOException, InterruptedException {
        return json(path, client.send(request(path).build(), HttpResponse.BodyHandlers.ofString()));
    }

    JsonObject post(String path, JsonObject body) throws IOException, InterruptedException {
        return post(path, "application/json", body.encode());
    }

    JsonObject post(String path, String type, String body) throws IOException, InterruptedException {
        return json(path, client.send(posted(path, type, body), HttpResponse.BodyHandlers.ofString()));
    }

    /** The lines of an answer as they come. */
    Stream<String> lines(String path, JsonObject body) throws IOException, InterruptedException {
        var response =
                client.send(posted(path, "application/json", body.encode()), HttpResponse.BodyHandlers.ofLines());
        requireDone(path, response.statusCode(), "");
        return response.body();
    }

    @Override
    public void close() {
        client.close();
    }

    private HttpRequest posted(String path, String type, String body) {
        return request(path)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT).header("Authorization", "Bearer " + key);
    }

    private static JsonObject json(String path, HttpResponse<String> response) {
        requireDone(path, response.statusCode(), response.body());
        return response.body().isEmpty() ? new JsonObject() : new JsonObject(response.body());
    }

    private static void requireDone(String path, int status, String body) {
        if (status / 100 != 2) {
            throw new IllegalStateException(path + ": " + status + " " + body);
        }
    }
}
