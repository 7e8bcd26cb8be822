package io.focusforge.orchestrator.eventfeed;

import static io.focusforge.orchestrator.testing.User.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.common.id.Ids;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.event.EventStore;
import io.focusforge.orchestrator.event.FeedPosition;
import io.focusforge.orchestrator.event.NewEvent;
import io.focusforge.orchestrator.event.NewEvents;
import io.focusforge.orchestrator.event.Pipeline;
import io.focusforge.orchestrator.event.RecordedEvent;
import io.focusforge.orchestrator.event.UnitOfWork;
import io.focusforge.orchestrator.testing.Neighbours;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who follows events is told each of them once, in order, wherever and whenever they come back. */
@QuarkusTest
@WithNeighbours
class EventFeedTest {
    private final User user = User.fresh();

    @Inject
    EventStore events;

    @Inject
    UnitOfWork work;

    @Inject
    FeedStore store;

    @Inject
    TenantDatabase database;

    @BeforeEach
    void reset() {
        Neighbours.reset();
    }

    @Test
    void tellsWhatHappensFromNowOnInOrder() {
        user.createTitled("Before");
        try (var follower = Follower.of(user, "", null)) {
            var task = user.createTitled("Call Anna");
            await().until(() -> follower.types().size() == 3);
            assertThat(follower.types()).containsExactly("task.created", "task.analyzed", "task.planned");
            var event = follower.events().getFirst().data();
            assertThat(event.path("specversion").asText()).isEqualTo("1.0");
            assertThat(event.path("subject").asText()).isEqualTo(task.path("id").asText());
            assertThat(event.path("tenantid").asText()).isEqualTo(user.tenant().toString());
            assertThat(event.at("/data/title").asText()).isEqualTo("Call Anna");
        }
    }

    @Test
    void goesOnBehindTheLastEventThatWasSeen() {
        String seen;
        try (var first = Follower.of(user, "", null)) {
            user.createTitled("One");
            await().until(() -> first.types().size() == 3);
            seen = first.events().get(1).id();
        }
        user.createTitled("Two");
        try (var again = Follower.of(user, "", seen)) {
            await().until(() -> again.types().size() == 4);
            assertThat(again.types()).containsExactly("task.planned", "task.created", "task.analyzed", "task.planned");
        }
        try (var byParameter = Follower.of(user, "?cursor=" + seen, null)) {
            await().until(() -> byParameter.types().size() == 4);
        }
    }

    @Test
    void goesOnFromWhereItBeganWhenNothingWasTold() {
        String begun;
        try (var first = Follower.of(user, "", null)) {
            await().until(() -> first.lastId() != null);
            begun = first.lastId();
        }
        user.createTitled("One");
        try (var again = Follower.of(user, "", begun)) {
            await().until(() -> again.types().size() == 3);
        }
    }

    @Test
    void tellsOnlyTypesAndSubjectsThatAreWanted() {
        var since = Instant.now().minusSeconds(1);
        var one = user.createTitled("One");
        var two = user.createTitled("Two");
        user.request().post(path(one) + "/complete").then().statusCode(200);
        try (var types = Follower.of(user, "?type=task.created.v1,task.comp.*,task.completed.v1&since=" + since, null);
                var subject = Follower.of(
                        user, "?since=" + since + "&subject=" + two.path("id").asText(), null);
                var both = Follower.of(
                        user,
                        "?type=task.pl*&since=" + since + "&subject="
                                + one.path("id").asText(),
                        null)) {
            assertThat(both.status()).isEqualTo(400);
            await().until(() -> types.types().size() == 3 && subject.types().size() == 3);
            assertThat(types.types()).containsExactly("task.created", "task.created", "task.completed");
            assertThat(subject.events())
                    .allMatch(frame -> frame.data().path("subject").equals(two.path("id")));
        }
    }

    @Test
    void tellsNobodyWhatIsOfOthers() {
        var since = Instant.now().minusSeconds(1);
        user.colleague().createTitled("Secret");
        var stranger = User.fresh();
        stranger.createTitled("Secret");
        user.createTitled("Mine");
        try (var follower = Follower.of(user, "?since=" + since, null)) {
            await().until(() -> follower.types().size() == 3);
            assertThat(follower.events())
                    .noneMatch(frame -> frame.data().toString().contains("Secret"));
        }
    }

    @Test
    void keepsAStreamInOrderAndMissesNothingWhenTransactionsOverlap() throws Exception {
        var stream = Ids.next();
        var early = new CountDownLatch(1);
        var late = new CountDownLatch(1);
        try (var follower = Follower.of(user, "", null)) {
            await().until(() -> follower.lastId() != null);
            // has its number before the other one, and writes behind it
            var slow = CompletableFuture.runAsync(() -> database.inTransaction(user.tenant(), connection -> {
                connection
                        .query("SELECT pg_current_xact_id()")
                        .execute()
                        .await()
                        .indefinitely();
                early.countDown();
                awaitQuietly(late);
                var pipeline = new Pipeline(connection);
                events.append(pipeline, event(stream, 1, "task.completed.v1"));
                pipeline.await();
                return stream;
            }));
            early.await();
            work.commit(user.tenant(), pipeline -> {
                events.append(pipeline, event(stream, 0, "task.created.v1"));
                return stream;
            });
            late.countDown();
            slow.join();
            await().until(() -> follower.types().size() == 2);
            assertThat(follower.types()).containsExactly("task.created", "task.completed");
        }
    }

    @Test
    void passesNothingThatATransactionUnderWayMayYetComeBefore() throws Exception {
        // who makes a user's key holds up others who need it
        user.createTitled("Before");
        var written = new CountDownLatch(1);
        var late = new CountDownLatch(1);
        var ask = new FeedStore.Ask(
                new FeedFilter(user.tenant(), user.id(), List.of(), List.of()), store.end(user.tenant()));
        var slow = CompletableFuture.runAsync(() -> work.commit(user.tenant(), pipeline -> {
            events.append(pipeline, event(Ids.next(), 0, "task.created.v1"));
            pipeline.await();
            written.countDown();
            awaitQuietly(late);
            return pipeline;
        }));
        written.await();
        work.commit(user.tenant(), pipeline -> {
            events.append(pipeline, event(Ids.next(), 0, "task.completed.v1"));
            return pipeline;
        });
        assertThat(next(ask)).isEmpty();
        late.countDown();
        slow.join();
        await().until(() -> next(ask).size() == 2);
    }

    private List<RecordedEvent> next(FeedStore.Ask ask) {
        var slices = database.acrossTenants(connection -> store.next(connection, List.of(ask), 10));
        return slices.isEmpty() ? List.of() : slices.get(0).events();
    }

    @Test
    void refusesPositionsThatAreNone() {
        user.createTitled("One");
        refused("", "garbage").statusCode(400).body("code", equalTo("invalid_cursor"));
        refused("", FeedCursor.encode(7, FeedPosition.START))
                .statusCode(400)
                .body("code", equalTo("invalid_cursor"))
                .body("detail", containsString("Last-Event-ID"));
        refused("?cursor=AAAA", null).statusCode(400).body("detail", containsString("cursor"));
        refused("?type=Task", null).statusCode(400).body("code", equalTo("invalid_request"));
        refused("?subject=x", null).statusCode(400).body("code", equalTo("invalid_request"));
        refused("?since=yesterday", null).statusCode(400).body("code", equalTo("invalid_request"));
        refused("?since=2999-01-01T00:00:00Z", null).statusCode(400).body("code", equalTo("invalid_request"));
        user.with("memories:read").get("/api/v1/events").then().statusCode(403);
    }

    @Test
    void saysSoWhenWhatWasMissedIsPastTheRetention() {
        refused("?since=2020-01-01T00:00:00Z", null).statusCode(410).body("code", equalTo("events_expired"));
        var filter = new FeedFilter(user.tenant(), user.id(), List.of(), List.of());
        var start = FeedCursor.encode(filter.number(), FeedPosition.START);
        work.commit(user.tenant(), pipeline -> {
            var old = event(Ids.next(), 0, "task.created.v1");
            events.append(pipeline, at(old, Instant.now().minus(Duration.ofDays(31))));
            return old;
        });
        refused("", start).statusCode(410).body("code", equalTo("events_expired"));
        // what is not wanted was not missed
        var others = new FeedFilter(user.tenant(), user.id(), List.of(), List.of(new UUID(1, 1)));
        try (var follower = Follower.of(
                user, "?subject=" + new UUID(1, 1), FeedCursor.encode(others.number(), FeedPosition.START))) {
            assertThat(follower.status()).isEqualTo(200);
        }
    }

    private ValidatableResponse refused(String query, String lastEventId) {
        var request = user.request();
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        return request.get("/api/v1/events" + query).then();
    }

    private NewEvents event(UUID stream, int after, String type) {
        var event = new NewEvent(Ids.next(), "io.focusforge." + type, "{\"title\":\"x\",\"labels\":[]}");
        return new NewEvents(user.tenant(), stream, after, List.of(event), Instant.now(), user.id(), "");
    }

    private static NewEvents at(NewEvents events, Instant time) {
        return new NewEvents(
                events.tenant(),
                events.stream(),
                events.expectedVersion(),
                events.events(),
                time,
                events.user(),
                events.traceparent());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
