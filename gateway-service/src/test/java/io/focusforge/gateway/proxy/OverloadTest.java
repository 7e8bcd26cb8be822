package io.focusforge.gateway.proxy;

import static io.focusforge.gateway.testing.Keys.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.focusforge.common.overload.Applicant;
import io.focusforge.common.overload.OwnPart;
import io.focusforge.common.overload.Priority;
import io.focusforge.common.overload.Turnstile;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.gateway.testing.Fake;
import io.focusforge.gateway.testing.FakeServices;
import io.focusforge.gateway.testing.Keys;
import io.focusforge.gateway.testing.RawHttp;
import io.focusforge.local.testing.FocusForgeServers;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A gateway that has as much to do as it can, because the test has taken all places, and most of the room to wait. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "gateway"))
@WithTestResource(FakeServices.class)
class OverloadTest {
    /** Of 1024, all but what is kept for the urgent. */
    private static final int ROOM = 896;

    private final Fake orchestrator = new Fake("orchestrator");
    private final Crowd crowd = new Crowd();

    @Inject
    Turnstile turnstile;

    @Inject
    Vertx vertx;

    @Inject
    MeterRegistry meters;

    @AfterEach
    void disperse() {
        crowd.goAway();
        await().until(() -> gauge("inflight") == 0 && gauge("waiting") == 0 && gauge("requests") == 0);
    }

    @Test
    void waitsForItsTurn() {
        var key = Keys.admin();
        crowd.takeAllPlaces();
        var waiting = ask(key, "normal");
        await().until(() -> gauge("waiting") == 1);
        crowd.goAway();
        waiting.join().then().statusCode(200);
    }

    @Test
    void shedsWhatDoesNotFitAtOnce() {
        var key = Keys.with("tasks:read");
        var requests = orchestrator.requests();
        crowd.takeAllPlaces();
        crowd.fill(ROOM);
        ask(key, "high")
                .join()
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", matchesPattern("[4-8]"))
                .header("retry-after-ms", matchesPattern("[4-7][0-9]{3}"))
                .body("code", equalTo("overloaded"));
        assertThat(orchestrator.requests()).isEqualTo(requests);
    }

    @Test
    void whoMayGoFirstIsNotShedYet() {
        var key = Keys.admin();
        crowd.takeAllPlaces();
        crowd.fill(ROOM);
        var urgent = ask(key, "high");
        await().until(() -> gauge("waiting") > ROOM || urgent.isDone());
        crowd.goAway();
        urgent.join().then().statusCode(200);
    }

    @Test
    void whoGoesAwayLeavesItsPlace() {
        var key = Keys.admin();
        as(key).get("/api/v1/tasks").then().statusCode(200);
        try (var client = new RawHttp(RestAssured.port)) {
            client.send(
                    "GET /api/v1/tasks/never HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n".formatted(key));
            await().until(() -> gauge("requests") == 1 && gauge("inflight") == 0);
        }
        await().until(() -> gauge("requests") == 0);
    }

    private static CompletableFuture<Response> ask(String key, String priority) {
        return CompletableFuture.supplyAsync(
                () -> as(key).header(Priority.HEADER, priority).get("/api/v1/tasks"),
                call -> Thread.ofVirtual().start(call));
    }

    private double gauge(String name) {
        return meters.get("focusforge.overload." + name).gauge().value();
    }

    /** Many tenants. */
    private final class Crowd implements Turnstile.Visitor {
        private final Deque<OwnPart> inside = new ConcurrentLinkedDeque<>();
        private volatile boolean stays = true;

        void takeAllPlaces() {
            fill((int) gauge("limit"));
            await().until(() -> gauge("inflight") >= gauge("limit"));
        }

        void fill(int places) {
            for (var i = 0; i < places; i++) {
                turnstile.come(new Applicant(UUID.randomUUID(), Priority.NORMAL), vertx, this);
            }
        }

        void goAway() {
            stays = false;
            for (var part = inside.poll(); part != null; part = inside.poll()) {
                turnstile.gone();
                part.end();
            }
        }

        @Override
        public void admitted(OwnPart part) {
            inside.add(part);
            if (!stays) {
                goAway();
            }
        }

        @Override
        public void refused(ProblemException refusal) {
            turnstile.gone();
        }
    }
}
