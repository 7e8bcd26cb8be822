package io.focusforge.memory.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.memory.testing.Client;
import io.focusforge.memory.testing.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class TransferTest {
    private static final String NDJSON = "application/x-ndjson";

    private final Client client = Client.fresh();

    private List<String> export(Client who, String query) {
        return who.request()
                .get("/api/v1/memories/export" + query)
                .then()
                .statusCode(200)
                .contentType(NDJSON)
                .extract()
                .asString()
                .lines()
                .toList();
    }

    private static ValidatableResponse importing(Client who, String query, List<String> lines) {
        return who.request()
                .config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig().encodeContentTypeAs(NDJSON, ContentType.TEXT)))
                .contentType(NDJSON)
                .body(String.join("\n", lines))
                .post("/api/v1/memories/import" + query)
                .then();
    }

    private static List<String> texts(List<String> lines) {
        return lines.subList(0, lines.size() - 1).stream()
                .map(line -> JsonPath.from(line).getString("text"))
                .toList();
    }

    @Test
    void exportsTheOldestFirstAndEndsWithTheCount() {
        client.remember("One");
        client.remember("Two");
        client.colleague().remember("Not mine");

        var lines = export(client, "");
        assertThat(texts(lines)).containsExactly("One", "Two");
        assertThat(lines.getLast()).isEqualTo("{\"count\":2}");
        assertThat(texts(export(client, "?type=EPISODIC"))).isEmpty();
    }

    @Test
    void goesOnAfterTheLineWhereItWasCut() {
        client.remember("One");
        client.remember("Two");
        client.remember("Three");
        var cut = JsonPath.from(export(client, "").get(1)).getString("cursor");

        assertThat(texts(export(client, "?after=" + cut))).containsExactly("Three");
        client.request().get("/api/v1/memories/export?after=x").then().statusCode(400);
        client.request().get("/api/v1/memories/export?type=x").then().statusCode(400);
    }

    @Test
    void takesWhatItHasExportedOnce() {
        client.remember(
                "{\"text\": \"Tea\", \"type\": \"PROCEDURAL\", \"tags\": [\"a\"], \"metadata\": {\"n\": 1}, \"namespace\": \"home\"}",
                201);
        var old = client.remember("Coffee");
        var lines = export(client, "");
        var heir = Client.fresh();

        importing(heir, "", lines)
                .statusCode(200)
                .body("imported", equalTo(2))
                .body("unchanged", equalTo(0))
                .body("refused", equalTo(0));
        importing(heir, "", lines).body("imported", equalTo(0)).body("unchanged", equalTo(2));

        var copy = export(heir, "");
        assertThat(texts(copy)).isEqualTo(texts(lines));
        var tea = JsonPath.from(copy.getFirst());
        assertThat(tea.getString("type")).isEqualTo("PROCEDURAL");
        assertThat(tea.getString("namespace")).isEqualTo("home");
        assertThat(tea.getInt("metadata.n")).isEqualTo(1);
        assertThat(tea.getString("createdAt"))
                .isEqualTo(JsonPath.from(lines.getFirst()).getString("createdAt"));
        heir.get(old).statusCode(200).body("userId", equalTo(heir.user().toString()));
    }

    @Test
    void reportsLinesThatAreNoMemoriesAndKeepsTheOthers() {
        var lines = List.of(
                "{\"text\": \"Good\"}",
                "{\"text\": \"",
                "",
                "{\"text\": \" \"}",
                "{\"text\": \"x\", \"colour\": \"red\"}",
                "{\"text\": \"" + "x".repeat(300_000) + "\"}",
                "{\"text\": \"x\", \"importance\": \"high\"}",
                "{\"text\": \"Good too\"}");
        importing(client, "", lines)
                .statusCode(200)
                .body("imported", equalTo(2))
                .body("refused", equalTo(5))
                .body("problems.line", contains(2, 4, 5, 6, 7))
                .body("problems[2].reason", containsString("colour"))
                .body("problems[4].reason", containsString("importance"));
        client.list("").body("items.text", contains("Good too", "Good"));
        importing(client, "", lines).body("imported", equalTo(0)).body("unchanged", equalTo(2));
    }

    @Test
    void storesNothingWhenItOnlyTries() {
        client.remember("There");
        var lines = export(client, "");
        importing(client, "?dryRun=true", List.of(lines.getFirst(), "{\"text\": \"New\"}", "no"))
                .body("imported", equalTo(1))
                .body("unchanged", equalTo(1))
                .body("refused", equalTo(1))
                .body("dryRun", equalTo(true));
        client.list("").body("items.text", contains("There"));
        client.list("?tag=x").body("items", empty());
    }
}
