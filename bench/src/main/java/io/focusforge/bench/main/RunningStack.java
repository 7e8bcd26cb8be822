package io.focusforge.bench.main;

import io.focusforge.bench.load.Load.Call;
import io.focusforge.bench.measure.ProcessTree;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** The stack under load, as a client sees it: its URL, a key, and the processes whose cost is counted. */
record RunningStack(String url, String key, Map<String, ProcessTree> processes) {
    private static final String[] TITLES = {
        "Prepare the Q3 board deck", "Call the landlord", "Review the release notes", "Plan the team offsite",
        "Write the incident report", "Book flights to Lisbon", "Draft the hiring plan", "Fix the login page"
    };
    private static final String DESCRIPTION =
            "Collect numbers from finance by Thursday, draft 12 slides, rehearse once";

    /** A task as people write them; no two are alike, so that nothing is answered from a cache of embeddings. */
    Call createTask(long number) {
        var body = new JsonObject()
                .put("title", TITLES[(int) (number % TITLES.length)] + " " + Long.toString(number, 36))
                .put("description", DESCRIPTION + ", tell customer " + number)
                .encode();
        return new Call(HttpMethod.POST, url + "/api/v1/tasks", "Bearer " + key, body, 201);
    }

    Call readTask(String id) {
        return new Call(HttpMethod.GET, url + "/api/v1/tasks/" + id, "Bearer " + key, null, 200);
    }

    String createOneTask() throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var call = createTask(System.nanoTime());
            var request = HttpRequest.newBuilder(URI.create(call.url()))
                    .header("Authorization", call.authorization())
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(call.body()))
                    .build();
            var response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 201) {
                throw new IllegalStateException(
                        "cannot create a task: " + response.statusCode() + " " + response.body());
            }
            return new JsonObject(response.body()).getString("id");
        }
    }
}
