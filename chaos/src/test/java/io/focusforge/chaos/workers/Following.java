package io.focusforge.chaos.workers;

import io.focusforge.chaos.world.World;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A job's events from one process, read one after the other. */
final class Following implements AutoCloseable {
    record Seen(String id, String what) {}

    private final BufferedReader lines;

    Following(World world, Tenant tenant, URI events, String lastEventId) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(events)
                .header("Authorization", tenant.authorization())
                .header("Last-Event-ID", lastEventId)
                .build();
        var response = world.http().send(request, HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new IOException("the events are answered with " + response.statusCode());
        }
        lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    /** @return null at the end */
    Seen next() throws IOException {
        String id = null;
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("event: ")) {
                return new Seen(id, line.replaceAll("^event: io\\.focusforge\\.job\\.(.*)\\.v1$", "$1"));
            }
        }
        return null;
    }

    List<Seen> rest() throws IOException {
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
