package io.focusforge.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Server-Sent Events of one process, read one after the other. */
public final class Following implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final BufferedReader lines;

    /** @param what the type of an event without what all types have in common, such as {@code job.queued} */
    public record Seen(String id, String what, JsonNode data) {}

    public Following(HttpClient http, HttpRequest request) throws IOException, InterruptedException {
        var response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new IOException("the events are answered with " + response.statusCode());
        }
        lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    public static Following behind(String lastEventId, HttpClient http, URI events, String authorization)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(events)
                .header("Authorization", authorization)
                .header("Last-Event-ID", lastEventId)
                .build();
        return new Following(http, request);
    }

    /** @return null at the end */
    public Seen next() throws IOException {
        String id = null;
        String what = null;
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("event: ")) {
                what = line.replaceAll("^event: io\\.focusforge\\.(.*)\\.v1$", "$1");
            } else if (line.startsWith("data: ")) {
                return new Seen(id, what, JSON.readTree(line.substring(6)));
            }
        }
        return null;
    }

    /** Up to the first of this kind, with it. */
    public List<Seen> until(String what) throws IOException {
        var all = new ArrayList<Seen>();
        do {
            all.add(next());
        } while (!all.getLast().what().equals(what));
        return all;
    }

    public List<Seen> rest() throws IOException {
        var rest = new ArrayList<Seen>();
        for (var seen = next(); seen != null; seen = next()) {
            rest.add(seen);
        }
        return rest;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
