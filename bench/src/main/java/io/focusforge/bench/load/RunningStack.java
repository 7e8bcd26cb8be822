package io.focusforge.bench.load;

import io.focusforge.bench.load.Load.Call;
import io.focusforge.bench.measure.ProcessTree;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The stack under load, as clients see it: its URL, an operator's key, the users' keys, and the processes whose cost is counted. */
public record RunningStack(String url, String key, List<String> users, Map<String, ProcessTree> processes) {
    private static final String[] TITLES = {
        "Prepare the Q3 board deck", "Call the landlord", "Review the release notes", "Plan the team offsite",
        "Write the incident report", "Book flights to Lisbon", "Draft the hiring plan", "Fix the login page"
    };
    private static final String DESCRIPTION =
            "Collect numbers from finance by Thursday, draft 12 slides, rehearse once";

    /** A task as people write them; no two are alike, so that nothing is answered from a cache of embeddings. */
    public Call createTask(long number) {
        var body = new JsonObject()
                .put("title", TITLES[(int) (number % TITLES.length)] + " " + Long.toString(number, 36))
                .put("description", DESCRIPTION + ", tell customer " + number)
                .encode();
        return new Call(
                HttpMethod.POST,
                url + "/api/v1/tasks",
                "Bearer " + users.get((int) (number % users.size())),
                body,
                201);
    }

    /** As the operator, who has created it. */
    public Call readTask(String id) {
        return new Call(HttpMethod.GET, url + "/api/v1/tasks/" + id, "Bearer " + key, null, 200);
    }

    /** The same stack with so many users, each with a key and memories of its own. */
    public RunningStack withUsers(int count) throws IOException, InterruptedException {
        var keys = new ArrayList<String>();
        for (var number = 1; number <= count; number++) {
            var user = post("/api/v1/users", new JsonObject().put("name", "user " + number));
            var created = post(
                    "/api/v1/api-keys", new JsonObject().put("name", "bench").put("userId", user.getString("id")));
            keys.add(created.getString("key"));
        }
        return new RunningStack(url, key, keys, processes);
    }

    public String createOneTask() throws IOException, InterruptedException {
        return post("/api/v1/tasks", new JsonObject(createTask(0).body())).getString("id");
    }

    private JsonObject post(String path, JsonObject body) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(url + path))
                    .header("Authorization", "Bearer " + key)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
                    .build();
            var response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 201) {
                throw new IllegalStateException(path + ": " + response.statusCode() + " " + response.body());
            }
            return new JsonObject(response.body());
        }
    }
}
