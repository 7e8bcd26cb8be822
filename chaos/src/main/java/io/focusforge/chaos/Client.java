package io.focusforge.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.chaos.history.Event;
import io.focusforge.chaos.world.Door;
import io.focusforge.chaos.world.World;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Somebody who asks for jobs. */
final class Client {
    private static final int PAGE = 100;

    private final Door door;

    Client(World world) {
        this.door = new Door(world.http(), world.workers(), world.newUser());
    }

    /** @return the ids of the jobs; empty when nobody answered for too long */
    Optional<List<String>> askUntilAnswered(Event.Asked asked, String body) {
        var path = asked.jobs() == 1 ? "/api/v1/jobs" : "/api/v1/jobs:batch";
        return door.insist(Door.Ask.post(path, body)).map(Client::ids);
    }

    /** All jobs of this user, as the API shows them. */
    List<Event> jobs() throws IOException, InterruptedException {
        var jobs = new ArrayList<Event>();
        var cursor = "";
        do {
            var page = door.read("/api/v1/jobs?limit=" + PAGE + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            page.path("items").forEach(job -> jobs.add(shown(job)));
            cursor = page.path("nextCursor").asText("");
        } while (!cursor.isEmpty());
        return jobs;
    }

    private static List<String> ids(JsonNode answer) {
        if (answer.has("id")) {
            return List.of(answer.path("id").asText());
        }
        var ids = new ArrayList<String>();
        answer.path("items").forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }

    private static Event shown(JsonNode job) {
        return new Event.Shown(
                Event.now(),
                job.path("id").asText(),
                job.path("state").asText(),
                job.path("attempt").asInt());
    }
}
