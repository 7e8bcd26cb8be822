package io.focusforge.orchestrator.eventfeed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.orchestrator.testing.User;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Somebody who follows events, as a browser's EventSource does. */
final class Follower implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param data null for a frame that only says how far the stream is */
    record Frame(String id, String event, JsonNode data) {}

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Frame> frames = new CopyOnWriteArrayList<>();
    private final HttpResponse<Stream<String>> response;
    private String id;
    private String event;
    private String data;

    private Follower(User user, String query, String lastEventId) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/api/v1/events" + query))
                .header("Authorization", TestTokens.bearer(user.tenant(), user.id(), "tasks:read"));
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        response = client.send(request.build(), HttpResponse.BodyHandlers.ofLines());
        Thread.ofVirtual().start(this::read);
    }

    static Follower of(User user, String query, String lastEventId) {
        try {
            return new Follower(user, query, lastEventId);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    int status() {
        return response.statusCode();
    }

    /** Those with an event. */
    List<Frame> events() {
        return frames.stream().filter(frame -> frame.data() != null).toList();
    }

    /** Without prefix and version. */
    List<String> types() {
        return events().stream()
                .map(frame -> frame.event().replaceAll("^io\\.focusforge\\.|\\.v\\d+$", ""))
                .toList();
    }

    /** What a client that comes back would send. */
    String lastId() {
        return frames.isEmpty() ? null : frames.getLast().id();
    }

    private void read() {
        try {
            response.body().forEach(this::line);
        } catch (RuntimeException e) {
            // closed by the test
            return;
        }
    }

    private void line(String line) {
        if (line.startsWith("id: ")) {
            id = line.substring(4);
        } else if (line.startsWith("event: ")) {
            event = line.substring(7);
        } else if (line.startsWith("data: ")) {
            data = line.substring(6);
        } else if (line.isEmpty() && id != null) {
            frames.add(new Frame(id, event, json(data)));
            event = null;
            data = null;
        }
    }

    private static JsonNode json(String text) {
        try {
            return text == null ? null : JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
