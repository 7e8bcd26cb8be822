package io.focusforge.ai.overload;

import static io.focusforge.ai.testing.Api.calls;
import static io.focusforge.ai.testing.Api.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;

import io.focusforge.ai.testing.Api;
import io.focusforge.ai.testing.FakeProviders;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.overload.Applicant;
import io.focusforge.common.overload.HeldBodies;
import io.focusforge.common.overload.OwnPart;
import io.focusforge.common.overload.Priority;
import io.focusforge.common.overload.Turnstile;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.local.testing.FocusForgeServers;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A process that has as much to do as it can, because the test has taken all places. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "ai"))
@WithTestResource(FakeProviders.class)
class OverloadTest {
    private static final int AT_ONCE = 16;
    private static final Duration HELD = Duration.ofSeconds(10);

    private final Api api = new Api();
    private final String id = Api.id();
    private final Crowd crowd = new Crowd();

    @Inject
    Turnstile turnstile;

    @Inject
    Doorway doorway;

    @Inject
    HeldBodies bodies;

    @Inject
    Vertx vertx;

    @Inject
    MeterRegistry meters;

    @AfterEach
    void disperse() {
        crowd.goAway();
        await().until(() -> gauge("inflight") == 0 && gauge("waiting") == 0);
    }

    @Test
    void waitsForItsTurn() {
        takeAllPlaces();
        var waiting = ask("normal");
        await().until(() -> gauge("waiting") == 1);
        crowd.goAway();
        waiting.join().then().statusCode(200);
    }

    @Test
    void isRefusedInOpenAisShapeWhenItsTurnDoesNotCome() {
        takeAllPlaces();
        var before = shed("normal");
        var refused = ask("normal").join();
        refused.then()
                .statusCode(503)
                .header("Retry-After", matchesPattern("[4-8]"))
                .header("retry-after-ms", matchesPattern("[4-7][0-9]{3}"))
                .header("x-request-id", matchesPattern("[0-9a-f]{32}"))
                .contentType("application/json")
                .body("error.code", equalTo("overloaded"))
                .body("error.type", equalTo("server_error"));
        assertThat(shed("normal")).isEqualTo(before + 1);
        assertThat(calls(id).getInteger("count")).isZero();
        api.usage("").then().statusCode(200).body("items", hasSize(0));
    }

    @Test
    void theLessUrgentAreShedWhileOthersStillMayWait() {
        takeAllPlaces();
        takeHalfOfTheRoom();
        assertThat(ask("low").join().statusCode()).isEqualTo(503);
        var normal = ask("normal");
        var high = ask("high");
        await().until(() -> gauge("waiting") >= 512 + 2 || normal.isDone());
        crowd.goAway();
        assertThat(normal.join().statusCode()).isEqualTo(200);
        assertThat(high.join().statusCode()).isEqualTo(200);
    }

    /** Its body never comes. */
    @Test
    void isRefusedUnreadWhenNobodyMoreMayWait() throws Exception {
        takeAllPlaces();
        takeTheRoom();
        try (var client = new Socket("localhost", RestAssured.port)) {
            sendHead(client, "POST " + Api.CHAT, "Content-Length: 2\r\n");
            var answer = new byte[12];
            client.setSoTimeout((int) HELD.toMillis());
            assertThat(client.getInputStream().readNBytes(answer, 0, answer.length))
                    .isEqualTo(answer.length);
            assertThat(new String(answer, UTF_8)).isEqualTo("HTTP/1.1 503");
        }
    }

    @Test
    void whatIsNoModelCallIsNotHeldUp() {
        takeAllPlaces();
        api.usage("").then().statusCode(200);
        api.with(Scopes.MODELS_READ).get("/v1/models").then().statusCode(200);
    }

    @Test
    void refusesUnreadWhatFindsNoRoomInMemory() {
        var all = Runtime.getRuntime().maxMemory();
        await().until(() -> bodies.take(all));
        try {
            ask("normal")
                    .join()
                    .then()
                    .statusCode(503)
                    .header("Retry-After", equalTo("1"))
                    .body("error.code", equalTo("overloaded"));
            assertThat(calls(id).getInteger("count")).isZero();
        } finally {
            bodies.give(all);
        }
        ask("normal").join().then().statusCode(200);
        await().until(() -> gauge("body.bytes") == 0);
    }

    @Test
    void beginsNothingOnALoopThatIsBehind() {
        var refused = late("low").join();
        refused.then().statusCode(503).body("error.code", equalTo("overloaded"));
        assertThat(calls(id).getInteger("count")).isZero();
        assertThat(late("normal").join().statusCode()).isEqualTo(200);
    }

    private CompletableFuture<Response> late(String priority) {
        return CompletableFuture.supplyAsync(() -> api.with(Scopes.MODELS_WRITE)
                .header(Priority.HEADER, priority)
                .header(Doorway.LATE, "yes")
                .body(request("default", id, "json").encode())
                .post(Api.CHAT));
    }

    /** What an event loop reads at once is at work together, though one is done behind the other: that is the strain it is under. */
    @Test
    void whatComesWhileTheEventLoopsAreBusyIsSeenAtTheDoor() throws Exception {
        var clients = new ArrayList<Socket>();
        for (var i = 0; i < AT_ONCE; i++) {
            clients.add(connected());
        }
        var held = new CountDownLatch(1);
        for (var loop : ((VertxInternal) vertx).getEventLoopGroup()) {
            var unused = loop.submit(() -> held.await(HELD.toMillis(), TimeUnit.MILLISECONDS));
        }
        for (var client : clients) {
            send(client, "POST " + Api.CHAT, Doorway.COUNT + ": yes\r\n");
        }
        held.countDown();
        await().until(() -> doorway.counts().size() == AT_ONCE);
        assertThat(Collections.max(doorway.counts())).isGreaterThan(AT_ONCE / 4.0);
        for (var client : clients) {
            client.close();
        }
    }

    /** Its event loop knows it: it has answered it. */
    private Socket connected() throws IOException {
        var client = new Socket("localhost", RestAssured.port);
        send(client, "GET /v1/models", "");
        assertThat(client.getInputStream().read()).isPositive();
        return client;
    }

    private void send(Socket client, String what, String header) throws IOException {
        sendHead(client, what, header + "Content-Length: 2\r\n");
        client.getOutputStream().write("{}".getBytes(UTF_8));
    }

    private void sendHead(Socket client, String what, String headers) throws IOException {
        var head = "%s HTTP/1.1\r\nHost: here\r\nAuthorization: %s\r\nContent-Type: application/json\r\n%s\r\n"
                .formatted(what, api.bearer(Scopes.MODELS_WRITE), headers);
        client.getOutputStream().write(head.getBytes(UTF_8));
    }

    private CompletableFuture<Response> ask(String priority) {
        return CompletableFuture.supplyAsync(
                () -> api.with(Scopes.MODELS_WRITE)
                        .header(Priority.HEADER, priority)
                        .body(request("default", id, "json").encode())
                        .post(Api.CHAT),
                call -> Thread.ofVirtual().start(call));
    }

    private void takeAllPlaces() {
        for (var i = gauge("limit"); i > 0; i--) {
            crowd.come();
        }
        await().until(() -> gauge("inflight") >= gauge("limit"));
    }

    private void takeHalfOfTheRoom() {
        for (var i = 0; i < 512; i++) {
            crowd.come();
        }
    }

    private void takeTheRoom() {
        for (var i = 0; i < 1024; i++) {
            crowd.come();
        }
    }

    private double gauge(String name) {
        return meters.get("focusforge.overload." + name).gauge().value();
    }

    private double shed(String priority) {
        return meters.get("focusforge.overload.shed")
                .tag("priority", priority)
                .functionCounter()
                .count();
    }

    /** Many tenants. */
    private final class Crowd implements Turnstile.Visitor {
        private final Deque<OwnPart> inside = new ConcurrentLinkedDeque<>();
        private volatile boolean stays = true;

        void come() {
            turnstile.come(new Applicant(UUID.randomUUID(), Priority.NORMAL), vertx, this);
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
