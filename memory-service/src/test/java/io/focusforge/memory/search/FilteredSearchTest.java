package io.focusforge.memory.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.memory.testing.Client;
import io.focusforge.memory.testing.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What conditions mean, on the whole way from JSON to rows. */
@QuarkusTest
@OnRealServers
class FilteredSearchTest {
    private final Client client = Client.fresh();
    private String planned;
    private String chatted;
    private String bare;

    @BeforeEach
    void remember() {
        planned = client.remember("""
                {"text": "Meeting one", "type": "EPISODIC", "tags": ["work", "board"], "importance": 0.9, "namespace": "office",
                 "metadata": {"room": "zeta", "seats": 12, "online": true}, "subject": {"agent": "planner", "run": "r1"}}""", 201);
        chatted = client.remember("""
                {"text": "Meeting two", "tags": ["home"], "importance": 0.2, "session": "s1",
                 "metadata": {"room": "eta", "seats": 4.0, "note": "12"}, "validFrom": "2020-01-01T00:00:00Z"}""", 201);
        bare = client.remember("Meeting three");
        await().until(() -> found("{}").size() == 3);
    }

    @Test
    void takesTagsTypesAndPlaces() {
        assertFound("{'tags': 'work'}", planned);
        assertFound("{'tags': {'in': ['home', 'garden', 'board']}}", planned, chatted);
        assertFound("{'tags': {'exists': false}}", bare);
        assertFound("{'type': {'in': ['EPISODIC', 'PROCEDURAL']}}", planned);
        assertFound("{'namespace': 'office', 'agent': 'planner'}", planned);
        assertFound("{'session': {'exists': true}}", chatted);
        assertThat(found("{\"namespace\": \"office\"}")).containsExactly(planned);
    }

    @Test
    void comparesMetadataWithItsLike() {
        assertFound("{'metadata.seats': {'gte': 4, 'lt': 12.5}}", planned, chatted);
        assertFound("{'metadata.seats': 4}", chatted);
        assertFound("{'metadata.note': {'gte': 1}}");
        assertFound("{'metadata.note': {'in': ['12', 7]}}", chatted);
        assertFound("{'metadata.room': {'gt': 'eta'}}", planned);
        assertFound("{'metadata.online': true}", planned);
        assertFound("{'metadata.seats': {'exists': false}}", bare);
    }

    @Test
    void comparesTimesAndNumbers() {
        assertFound("{'importance': {'gte': 0.9}}", planned);
        assertFound("{'importance': {'eq': 0.2}}", chatted);
        assertFound("{'createdAt': {'gt': '2100-01-01T00:00:00Z'}}");
        assertFound("{'createdAt': {'lte': '2100-01-01T00:00:00+02:00'}}", planned, chatted, bare);
        assertFound("{'validFrom': {'lt': '2021-01-01T00:00:00Z'}}", chatted);
    }

    @Test
    void combines() {
        assertFound("{'NOT': {'tags': 'work'}}", chatted, bare);
        assertFound("{'NOT': {'agent': 'planner'}}", chatted, bare);
        assertFound(
                "{'OR': [{'metadata.room': 'eta'}, {'AND': [{'tags': 'work'}, {'NOT': {'importance': 0}}]}]}",
                planned,
                chatted);
        assertFound("{'AND': [{'tags': 'work'}, {'tags': 'home'}]}");
    }

    @Test
    void refusesWhatItDoesNotKnowByItsPlace() {
        client.post(Client.MEMORIES + "/search", asked(body("{'OR': [{'tags': 'a'}, {'colour': {'eq': 'red'}}]}")))
                .statusCode(400)
                .body("code", equalTo("invalid_request"))
                .body("violations[0].field", equalTo("filter.OR[1].colour"));
        client.post(Client.MEMORIES + "/search", asked(body("7"))).statusCode(400);
    }

    private void assertFound(String filter, String... ids) {
        assertThat(found(body(filter))).containsExactlyInAnyOrder(ids);
    }

    private static String body(String filter) {
        return "{\"filter\": " + filter.replace('\'', '"') + "}";
    }

    private List<String> found(String body) {
        return client.post(Client.MEMORIES + "/search", asked(body))
                .statusCode(200)
                .extract()
                .path("items.memory.id");
    }

    private static String asked(String body) {
        return "{\"query\": \"meeting\", \"threshold\": 0" + (body.equals("{}") ? "" : ",") + body.substring(1);
    }
}
