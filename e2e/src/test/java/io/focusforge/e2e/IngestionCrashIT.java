package io.focusforge.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The death of a worker in the middle of a document costs time, and nothing else. */
class IngestionCrashIT {
    private static final int BATCH = 64;
    private static final int BATCHES = 20;
    private static final int UNDER_WAY = 2;
    private static final Duration AT_MOST = Duration.ofSeconds(120);
    private static final String CHUNKS = """
            SELECT ordinal, page, start_char, end_char, heading, text FROM chunks WHERE document_id = ? ORDER BY ordinal""";

    /** One piece each. */
    private static final String TEXT = IntStream.range(0, BATCH * BATCHES)
            .mapToObj("# Room %1$d%n%nThe key of room %1$d hangs on hook %1$d.%n%n"::formatted)
            .collect(Collectors.joining());

    @Test
    void whoFollowsAWorkerThatWasKilledGoesOnBehindWhatItHadStored() throws SQLException {
        var calm = Stacks.withRules().newTenant();
        var whole = upload(calm);
        awaitReady(calm, whole);
        var disturbed = Stacks.withRules().newTenant();
        var resumed = upload(disturbed);
        await().atMost(AT_MOST)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> percent(disturbed, resumed), percent -> percent >= 30);
        Stacks.killService("worker");
        assertThat(percent(disturbed, resumed)).as("it dies in the middle").isLessThan(90);
        Stacks.awaitReady();
        awaitReady(disturbed, resumed);

        var chunks = chunks(resumed);
        assertThat(chunks).hasSize(BATCH * BATCHES).isEqualTo(chunks(whole));
        assertThat(chunks)
                .extracting(chunk -> chunk.getFirst())
                .isEqualTo(IntStream.range(0, BATCH * BATCHES).boxed().toList());
        awaitEmbedded(calm, BATCHES);
        assertThat(embedded(disturbed)).isBetween(BATCHES, BATCHES + UNDER_WAY);
    }

    private static String upload(Client client) {
        return client.json(Map.of("text", TEXT))
                .post("/api/v1/documents")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    private static int percent(Client client, String document) {
        return client.get("/api/v1/documents/" + document).extract().path("percent");
    }

    private static void awaitReady(Client client, String document) {
        await().atMost(AT_MOST)
                .untilAsserted(() -> client.get("/api/v1/documents/" + document).body("state", equalTo("READY")));
    }

    private static void awaitEmbedded(Client client, int batches) {
        await().atMost(AT_MOST).until(() -> embedded(client), calls -> calls == batches);
    }

    private static int embedded(Client client) {
        return client.get("/api/v1/usage").statusCode(200).extract().path("total.calls");
    }

    private static List<List<Object>> chunks(String document) throws SQLException {
        try (var connection = Stacks.database("memory");
                var statement = connection.prepareStatement(CHUNKS)) {
            statement.setObject(1, UUID.fromString(document));
            try (var rows = statement.executeQuery()) {
                var chunks = new ArrayList<List<Object>>();
                while (rows.next()) {
                    chunks.add(IntStream.rangeClosed(1, 6)
                            .mapToObj(column -> value(rows, column))
                            .toList());
                }
                return chunks;
            }
        }
    }

    private static Object value(java.sql.ResultSet rows, int column) {
        try {
            return rows.getObject(column);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
