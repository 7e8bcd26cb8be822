package io.focusforge.common.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.event.CloudEvent;
import io.focusforge.common.id.Ids;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.testing.FocusForgeServers;
import io.quarkus.redis.client.RedisClientName;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "orchestrator"))
class OutboxTest {
    @Inject
    TenantDatabase database;

    @Inject
    Outbox outbox;

    @Inject
    ObjectMapper json;

    @Inject
    @RedisClientName("streams")
    Redis redis;

    @Test
    void tellsCommittedEventsInTheOrderOfTheirIds() {
        var tenant = Ids.next();
        var events = IntStream.range(0, 1200).mapToObj(i -> event(tenant, i)).toList();
        commit(tenant, events);
        await().untilAsserted(() -> assertThat(streamed(tenant)).containsExactlyElementsOf(ids(events)));
    }

    @Test
    void tellsEventsOfSeveralTenantsThatWereWrittenTogetherHoweverManyThereAre() {
        var one = Ids.next();
        var other = Ids.next();
        var ofOne = IntStream.range(0, 9_050).mapToObj(i -> event(one, i)).toList();
        var ofOther = IntStream.range(0, 30).mapToObj(i -> event(other, i)).toList();
        database.acrossTenants(connection -> {
            var messages = outbox.events(
                    Stream.concat(ofOne.stream(), ofOther.stream()).toList());
            assertThat(messages).hasSize(92);
            outbox.add(connection, messages);
            return null;
        });
        outbox.committed();
        await().untilAsserted(() -> assertThat(streamed(one)).containsExactlyElementsOf(ids(ofOne)));
        await().untilAsserted(() -> assertThat(streamed(other)).containsExactlyElementsOf(ids(ofOther)));
    }

    @Test
    void tellsNothingOfATransactionThatWasRolledBack() {
        var tenant = Ids.next();
        assertThatThrownBy(() -> database.inTransaction(tenant, connection -> {
                    outbox.add(connection, List.of(outbox.event(event(tenant, 1))));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        var later = List.of(event(tenant, 2));
        commit(tenant, later);
        await().untilAsserted(() -> assertThat(streamed(tenant)).isEqualTo(ids(later)));
    }

    @Test
    void tellsEverythingAgainWhenRedisLostItsData() {
        var tenant = Ids.next();
        var events = IntStream.range(0, 10).mapToObj(i -> event(tenant, i)).toList();
        commit(tenant, events);
        await().untilAsserted(() -> assertThat(streamed(tenant)).hasSize(10));
        redis.send(Request.cmd(Command.FLUSHDB)).await().indefinitely();
        await().untilAsserted(() -> assertThat(streamed(tenant)).containsExactlyElementsOf(ids(events)));
    }

    private void commit(UUID tenant, List<CloudEvent> events) {
        database.inTransaction(tenant, connection -> {
            outbox.add(connection, events.stream().map(outbox::event).toList());
            return null;
        });
        outbox.committed();
    }

    private CloudEvent event(UUID tenant, int number) {
        var data = json.createObjectNode().put("number", number);
        return CloudEvent.of(Ids.next(), "/test", "test.happened.v1", null, Instant.now(), tenant, null, data);
    }

    private static List<UUID> ids(List<CloudEvent> events) {
        return events.stream().map(CloudEvent::id).toList();
    }

    private List<UUID> streamed(UUID tenant) throws Exception {
        var entries = redis.send(Request.cmd(Command.XRANGE)
                        .arg(EventStreamSink.stream(tenant, 8))
                        .arg("-")
                        .arg("+"))
                .await()
                .indefinitely();
        var ids = new ArrayList<UUID>();
        for (var entry : entries) {
            for (var value = 1; value < entry.get(1).size(); value += 2) {
                var event = json.readValue(entry.get(1).get(value).toString(), CloudEvent.class);
                if (event.tenantid().equals(tenant)) {
                    ids.add(event.id());
                }
            }
        }
        return ids;
    }

    /** The bean that a service which publishes events declares. */
    static class Sinks {
        @Produces
        @ApplicationScoped
        OutboxSink events(@RedisClientName("streams") Redis redis, TenantDatabase database, OutboxConfig config) {
            return new EventStreamSink(redis, database, config, "test");
        }
    }
}
