package io.focusforge.orchestrator.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.orchestrator.testing.Talks;
import io.focusforge.orchestrator.testing.User;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody with a conversation. */
public record Asker(User user, Talks.Talk talk) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] SCOPES = {"memories:write", "documents:read", "models:write"};

    public static Asker fresh() {
        return new Asker(User.fresh(), Talks.begin());
    }

    public String path() {
        return "/api/v1/conversations/" + talk.id + "/answers";
    }

    AnswerKey key(String answer) {
        return new AnswerKey(user.tenant(), user.id(), UUID.fromString(talk.id), UUID.fromString(answer));
    }

    public RequestSpecification request() {
        return request(SCOPES);
    }

    RequestSpecification request(String... scopes) {
        return RestAssured.given()
                .header("Authorization", TestTokens.bearer(user.tenant(), user.id(), scopes))
                .contentType(ContentType.JSON);
    }

    Response ask(Map<String, Object> body) {
        return request().body(body).post(path());
    }

    public JsonNode answer(String content) {
        return json(ask(Map.of("content", content)));
    }

    JsonNode get(String answer) {
        return json(request().get(path() + "/" + answer));
    }

    static JsonNode json(Response response) {
        try {
            return JSON.readTree(response.asByteArray());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Asks for events. */
    Stream stream(Map<String, Object> body) {
        return open(http("").POST(HttpRequest.BodyPublishers.ofString(
                JSON.valueToTree(body).toString())));
    }

    Stream follow(String answer, String last) {
        var request = http("/" + answer + "/events").GET();
        return open(last == null ? request : request.header("Last-Event-ID", last));
    }

    private HttpRequest.Builder http(String more) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path() + more))
                .header("Authorization", TestTokens.bearer(user.tenant(), user.id(), SCOPES))
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream");
    }

    private static Stream open(HttpRequest.Builder request) {
        var client = HttpClient.newHttpClient();
        try {
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            return new Stream(client, response);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An event. */
    record Event(String id, String type, JsonNode data) {
        String word() {
            return type.replaceAll("io\\.focusforge\\.answer\\.(.*)\\.v1", "$1");
        }
    }

    /** What is told, as it comes. */
    static final class Stream {
        final int status;
        final List<Event> events = new CopyOnWriteArrayList<>();
        volatile boolean ended;
        private final HttpClient client;

        Stream(HttpClient client, HttpResponse<InputStream> response) {
            this.client = client;
            this.status = response.statusCode();
            Thread.ofVirtual().start(() -> read(response.body()));
        }

        String id() {
            return events.getFirst().data().path("id").asText();
        }

        String text() {
            return events.stream()
                    .filter(event -> event.word().equals("text"))
                    .map(event -> event.data().path("text").asText())
                    .reduce("", String::concat);
        }

        List<String> words() {
            return events.stream().map(Event::word).toList();
        }

        Event last() {
            return events.getLast();
        }

        void cut() {
            client.shutdownNow();
        }

        private void read(InputStream body) {
            try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
                var frame = new String[3];
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    take(line, frame);
                }
                ended = true;
            } catch (IOException e) {
                ended = false;
            }
        }

        private void take(String line, String[] frame) throws IOException {
            if (line.isEmpty() && frame[2] != null) {
                events.add(new Event(frame[0], frame[1], JSON.readTree(frame[2])));
                java.util.Arrays.fill(frame, null);
            } else if (line.startsWith("id: ")) {
                frame[0] = line.substring(4);
            } else if (line.startsWith("event: ")) {
                frame[1] = line.substring(7);
            } else if (line.startsWith("data: ")) {
                frame[2] = line.substring(6);
            }
        }
    }
}
