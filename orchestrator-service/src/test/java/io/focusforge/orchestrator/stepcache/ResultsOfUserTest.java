package io.focusforge.orchestrator.stepcache;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.focusforge.common.event.CloudEvent;
import io.focusforge.common.id.Ids;
import io.focusforge.common.outbox.Outbox;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.orchestrator.definition.CacheTerms;
import io.focusforge.orchestrator.run.StepOutcome;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.redis.client.RedisClientName;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Results that stand for a user go with the user, in Redis and in the memory of each replica. */
@QuarkusTest
@WithNeighbours
class ResultsOfUserTest {
    private static final CacheTerms FOR_AN_HOUR = new CacheTerms(Duration.ofHours(1), CacheTerms.Scope.USER, Set.of());
    private final User user = User.fresh();
    private final User colleague = user.colleague();
    private final AtomicInteger worked = new AtomicInteger();

    @Inject
    StepCache cache;

    @Inject
    Outbox outbox;

    @Inject
    TenantDatabase database;

    @Inject
    @RedisClientName("cache")
    Redis redis;

    private static StepKey key(User of) {
        return StepKey.of(of.tenant(), of.id(), "greet@1", "look", Map.of("of", new TextNode("Anna")));
    }

    private void result(User of) {
        try {
            cache.through(key(of), FOR_AN_HOUR, new Attempt(Instant.now().plusSeconds(60)), () -> {
                worked.incrementAndGet();
                return new StepOutcome.Done(new TextNode("Anna lives in Porto"));
            });
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private long inRedis(User of) {
        return redis.send(Request.cmd(Command.EXISTS).arg(key(of).redis()))
                .await()
                .atMost(Duration.ofSeconds(30))
                .toLong();
    }

    private void isTold(String type, UUID of) {
        var data = JsonNodeFactory.instance.objectNode().put("userId", of.toString());
        var event = CloudEvent.of(Ids.next(), "/memory-service", type, null, Instant.now(), user.tenant(), null, data);
        database.inTransaction(user.tenant(), connection -> {
            outbox.add(connection, List.of(outbox.event(event)));
            return event;
        });
        outbox.committed();
    }

    @Test
    void areErasedWithTheUser() {
        result(user);
        result(colleague);
        await().untilAsserted(
                        () -> assertThat(inRedis(user) + inRedis(colleague)).isEqualTo(2));
        result(user);
        assertThat(worked).hasValue(2);

        given().header(
                        "Authorization",
                        TestTokens.bearerFrom("memory", user.tenant(), new UUID(0, 0), "internal:write"))
                .post("/internal/subjects/" + user.id() + "/erasure")
                .then()
                .statusCode(200)
                .body("erased.'step-results'", equalTo(1));
        assertThat(inRedis(user)).isZero();
        assertThat(inRedis(colleague)).isEqualTo(1);
        result(colleague);
        assertThat(worked).hasValue(2);
        result(user);
        assertThat(worked).hasValue(3);
    }

    @Test
    void areForgottenByReplicasThatHearOfIt() {
        result(user);
        await().untilAsserted(() -> assertThat(inRedis(user)).isEqualTo(1));
        redis.send(Request.cmd(Command.DEL).arg(key(user).redis())).await().atMost(Duration.ofSeconds(30));
        result(user);
        assertThat(worked).as("from the memory of this replica").hasValue(1);

        isTold("subject.erased.v1", user.id());
        await().untilAsserted(() -> {
            result(user);
            assertThat(worked).hasValue(2);
        });
    }
}
