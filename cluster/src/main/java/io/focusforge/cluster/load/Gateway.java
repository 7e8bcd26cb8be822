package io.focusforge.cluster.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;

/** The gateway, as a client meets it. */
final class Gateway {
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final String url;
    private final String key;

    Gateway(String url, String key) {
        this.url = url;
        this.key = key;
    }

    /** @throws IOException also when the status is none of success */
    String get(String path) throws IOException, InterruptedException {
        return send(request(path).timeout(ANSWER).GET());
    }

    String post(String path, String body) throws IOException, InterruptedException {
        return send(request(path)
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    /** The events of a stream as they come. */
    InputStream events(String path, String lastEventId) throws IOException, InterruptedException {
        var request = request(path);
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        var response = client.send(request.build(), BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            response.body().close();
            throw new IOException("stream: " + response.statusCode());
        }
        return response.body();
    }

    void awaitAnswer(Duration within) throws InterruptedException {
        var end = System.nanoTime() + within.toNanos();
        while (true) {
            try {
                get("/api/v1/tasks?limit=1");
                return;
            } catch (IOException e) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("the gateway does not answer: " + e, e);
                }
                Thread.sleep(500);
            }
        }
    }

    /** The first string of that name in a JSON object. */
    static String field(String json, String name) {
        var start = json.indexOf("\"" + name + "\":\"");
        if (start < 0) {
            throw new IllegalStateException("no " + name + " in " + json);
        }
        var from = start + name.length() + 4;
        return json.substring(from, json.indexOf('"', from));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", "Bearer " + key);
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = client.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            var body = response.body();
            throw new IOException(response.statusCode() + " " + body.substring(0, Math.min(200, body.length())));
        }
        return response.body();
    }
}
