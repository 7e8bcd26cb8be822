package io.focusforge.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.local.server.LocalFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The public API, as a client sees it. */
final class ApiClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final String url;
    private final String key;

    ApiClient(String url, String key) {
        this.url = url;
        this.key = key;
    }

    JsonNode get(String path) {
        return send("GET", path, null);
    }

    JsonNode post(String path, Object body) {
        return send("POST", path, body);
    }

    private JsonNode send(String method, String path, Object body) {
        try {
            var content =
                    body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
            var request = HttpRequest.newBuilder(URI.create(url + path))
                    .timeout(TIMEOUT)
                    .header("Authorization", "Bearer " + key)
                    .header("Content-Type", "application/json")
                    .method(method, content)
                    .build();
            var response = http.send(request, BodyHandlers.ofByteArray());
            var answer = JSON.readTree(response.body());
            if (response.statusCode() >= 400) {
                throw refused(method, path, response.statusCode(), answer);
            }
            return answer;
        } catch (IOException e) {
            throw new LocalFailure("%s %s failed: %s.".formatted(method, url + path, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalFailure("Interrupted.", e);
        }
    }

    private static LocalFailure refused(String method, String path, int status, JsonNode problem) {
        return new LocalFailure("%s %s was answered with %d %s: %s"
                .formatted(
                        method,
                        path,
                        status,
                        problem.path("code").asText(""),
                        problem.path("detail").asText("")));
    }
}
