package io.focusforge.memory.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Changes how the fake ai-service answers, until closed. */
public final class AiMode implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String url;

    private AiMode(String url) {
        this.url = url;
    }

    public static AiMode set(String url, String mode) {
        put(url, mode);
        return new AiMode(url);
    }

    public static String texts(String url) {
        return send(HttpRequest.newBuilder(URI.create(url + "/texts")).build());
    }

    /** Has a chat model that answers this, until closed. */
    public static AiMode chat(String url, String answer) {
        putChat(url, answer);
        return new AiMode(url);
    }

    /** The last request to the chat model since it was changed, as a JSON string; an empty one for none. */
    public static String chatRequest(String url) {
        return send(HttpRequest.newBuilder(URI.create(url + "/chat")).build());
    }

    @Override
    public void close() {
        put(url, "ok");
        putChat(url, "");
    }

    private static void putChat(String url, String answer) {
        send(HttpRequest.newBuilder(URI.create(url + "/chat"))
                .PUT(HttpRequest.BodyPublishers.ofString(answer))
                .build());
    }

    private static void put(String url, String mode) {
        send(HttpRequest.newBuilder(URI.create(url + "/mode/" + mode))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private static String send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
