package io.focusforge.memory.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.focusforge.memory.testing.Client;
import io.focusforge.memory.testing.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@OnRealServers
class BatchResourceTest {
    private static final String BATCH = "/api/v1/memories:batch";

    private final Client client = Client.fresh();

    private ValidatableResponse run(String... operations) {
        return post(client, body(operations));
    }

    private static ValidatableResponse post(Client who, String body) {
        return who.request()
                .urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .body(body)
                .post(BATCH)
                .then();
    }

    private static String body(String... operations) {
        return "{\"operations\": [" + String.join(",", operations) + "]}";
    }

    private static String add(String text) {
        return "{\"op\": \"add\", \"memory\": {\"text\": \"" + text + "\"}}";
    }

    private static String update(String id, String text) {
        return "{\"op\": \"update\", \"id\": \"" + id + "\", \"memory\": {\"text\": \"" + text + "\"}}";
    }

    private static String delete(String id) {
        return "{\"op\": \"delete\", \"id\": \"" + id + "\"}";
    }

    @Test
    void addsUpdatesAndDeletesAndSaysWhatBecameOfEach() {
        var changed = client.remember("The key is under the mat");
        var gone = client.remember("The door code is 1234");

        var items = run(
                        add("Anna likes tea"),
                        update(changed, "The key is with the neighbour"),
                        delete(gone),
                        delete(UUID.randomUUID().toString()))
                .statusCode(200)
                .body("items.outcome", contains("created", "updated", "deleted", "not_found"))
                .body("items[1].revision", equalTo(2))
                .extract()
                .jsonPath();

        client.get(items.getString("items[0].id")).statusCode(200).body("text", equalTo("Anna likes tea"));
        client.get(changed).body("text", equalTo("The key is with the neighbour"));
        client.get(gone).statusCode(404);
    }

    @Test
    void changesNothingOfOthers() {
        var others = client.remember("Mine");
        post(client.colleague(), body(update(others, "Yours"), delete(others)))
                .statusCode(200)
                .body("items.outcome", contains("not_found", "not_found"));
        client.get(others).body("text", equalTo("Mine"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'op': 'add', 'memory': {'text': ' '}}|operations[1].memory.text",
                "{'op': 'add', 'memory': {'text': 'x', 'expiresAt': '2020-01-01T00:00:00Z'}}|operations[1].memory.expiresAt",
                "{'op': 'add', 'id': '019aa0e4-0000-7000-8000-000000000000', 'memory': {'text': 'x'}}|operations[1].id",
                "{'op': 'delete'}|operations[1].id",
                "{'op': 'update', 'id': '019aa0e4-0000-7000-8000-000000000000'}|operations[1].memory",
            })
    void namesTheBadOperationAndStoresNothing(String operation, String field) {
        run(add("Good"), operation.replace('\'', '"'))
                .statusCode(400)
                .body("violations.field", hasItem(equalTo(field)));
        client.list("").body("items", empty());
    }

    @Test
    void namesAnOperationThatIsUnknown() {
        run(add("Good"), "{\"op\": \"merge\"}").statusCode(400).body("detail", containsString("operations[1].op"));
        client.list("").body("items", empty());
    }

    @Test
    void takesAThousandAndNoMore() {
        var thousand = IntStream.range(0, 1_000).mapToObj(i -> add("Fact " + i)).toArray(String[]::new);
        var ids = run(thousand).statusCode(200).extract().jsonPath().getList("items.id", String.class);
        assertThat(ids.stream().collect(Collectors.toSet())).hasSize(1_000);

        var more = IntStream.range(0, 1_001).mapToObj(i -> add("x")).toArray(String[]::new);
        run(more).statusCode(400);
        run().statusCode(400);
    }

    @Test
    void answersTheSameUnderAKeyAndRefusesAnotherBody() {
        var first = withKey(body(add("Once"), delete(client.remember("Old"))), 200);
        var again = withKey(first.body(), 200);
        assertThat(again.answer()).isEqualTo(first.answer());
        withKey(body(add("Twice")), 422);
        client.list("").body("items.text", contains("Once"));
    }

    private record Asked(String body, String answer) {}

    private Asked withKey(String body, int status) {
        var answer = client.request()
                .urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", "batch-1")
                .body(body)
                .post(BATCH)
                .then()
                .statusCode(status)
                .extract()
                .asString();
        return new Asked(body, answer);
    }
}
