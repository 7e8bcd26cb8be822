package io.focusforge.memory.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.focusforge.memory.testing.Client;
import io.focusforge.memory.testing.MovableClock;
import io.focusforge.memory.testing.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class AccessesTest {
    private final Client client = Client.fresh();

    @Inject
    Accesses accesses;

    @Inject
    MovableClock clock;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void raisesWhatWasFoundAndLetsTheRestFade() {
        client.remember("Projector in room Zeta");
        client.remember("Bicycle in the cellar");
        await().until(() -> search("projector").getList("items").size() == 1);
        clock.moveBy(Duration.ofDays(30));
        var faded = search("projector");
        assertThat(faded.getDouble("items[0].explain.recency")).isBetween(0.4, 0.6);
        await().until(() -> {
            accesses.write();
            return search("projector").getDouble("items[0].explain.recency") > 0.99;
        });
        var raised = search("projector");
        assertThat(raised.getInt("items[0].explain.uses")).isPositive();
        assertThat(raised.getDouble("items[0].score")).isGreaterThan(faded.getDouble("items[0].score"));
        assertThat(raised.getInt("items[0].memory.accessCount")).isPositive();
        assertThat(search("bicycle").getInt("items[0].explain.uses")).isZero();
    }

    private JsonPath search(String query) {
        return client.post(Client.MEMORIES + "/search", "{\"query\": \"" + query + "\", \"explain\": true}")
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
