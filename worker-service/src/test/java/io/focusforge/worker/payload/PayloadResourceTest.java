package io.focusforge.worker.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.common.objects.ObjectStore;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.worker.postgres.Statement;
import io.focusforge.worker.testing.AdjustableClock;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.focusforge.worker.testing.Receiver;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class PayloadResourceTest {
    private static final String LONG_TEXT = "x".repeat(3_000_000);

    private final Jobs jobs = Jobs.ofSomebody();

    @Inject
    ObjectStore objects;

    @Inject
    TenantDatabase database;

    @Inject
    PayloadStore store;

    @Inject
    PayloadsConfig config;

    /** Of a sweeper of its own: other tests are not to live a day later. */
    private final AdjustableClock clock = new AdjustableClock();

    private PayloadSweeper sweeper;

    @Inject
    AdjustableClock present;

    @BeforeEach
    void start() {
        clock.putForward(Duration.between(clock.instant(), present.instant()));
        sweeper = new PayloadSweeper(store, objects, database, config, clock);
    }

    private static String webhook(String url) {
        return """
                {"url": "%s", "event": {"type": "large", "data": "%s"}}""".formatted(url, LONG_TEXT);
    }

    private Response upload(String body) {
        return jobs.request().body(body).post(PayloadResource.PATH);
    }

    private UUID uploaded(String body) {
        return UUID.fromString(upload(body).then().statusCode(201).extract().path("payloadRef"));
    }

    private static Map<String, Object> request(UUID ref) {
        return Map.of("type", "webhook.deliver", "payloadRef", ref, "delay", "PT1H");
    }

    private boolean isStored(UUID ref) {
        return objects.open(new PayloadRef(ref).key(jobs.tenant())).isPresent();
    }

    private long known() {
        return database.acrossTenants(connection -> new Statement("SELECT 1 FROM job_payloads WHERE tenant_id = $1")
                .run(connection, jobs.tenant())
                .size());
    }

    @Test
    void runsAJobWhosePayloadIsElsewhere() {
        try (var receiver = Receiver.anywhere()) {
            var ref = uploaded(webhook(receiver.url("/hook")));
            var job = jobs.accepted(Map.of("type", "webhook.deliver", "payloadRef", ref));
            jobs.await(job, "succeeded");
            assertThat(receiver.received().getFirst().body()).contains(LONG_TEXT);
            assertThat(jobs.get(job).<Map<String, String>>get("payload")).containsEntry("$payloadRef", ref.toString());
        }
    }

    @Test
    void checksTheUploadAgainstTheTypeOfTheJob() {
        var ref = uploaded("""
                {"url": "https://example.com", "event": {"type": "x"}, "colour": "red"}""");
        jobs.post(request(ref))
                .then()
                .statusCode(400)
                .body("code", equalTo("unknown_field"))
                .body("detail", containsString("payload.colour"));
        assertThat(jobs.count()).isZero();
    }

    @Test
    void doesNotKnowTheUploadOfAnotherTenantOrUser() {
        var ref = uploaded(webhook("https://example.com"));
        var expected = jobs.post(request(UUID.randomUUID()))
                .then()
                .statusCode(400)
                .extract()
                .<String>path("detail");
        for (var other : new Jobs[] {Jobs.ofSomebody(), new Jobs(jobs.tenant(), UUID.randomUUID())}) {
            other.post(request(ref))
                    .then()
                    .statusCode(400)
                    .body("violations[0].field", equalTo("payloadRef"))
                    .body("detail", equalTo(expected));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1]                  | 400 | invalid_request",
                "{\"a\": 1            | 400 | invalid_json",
                "{\"a\": }            | 400 | invalid_json",
                "{\"a\": 1} {}        | 400 | invalid_json",
            })
    void takesNothingButOneObject(String body, int status, String code) {
        upload(body).then().statusCode(status).body("code", equalTo(code));
        assertThat(known()).isZero();
    }

    @Test
    void takesNothingThatIsTooLarge() {
        upload("{\"a\": \"" + "x".repeat(16 * 1024 * 1024) + "\"}")
                .then()
                .statusCode(413)
                .body("code", equalTo("payload_too_large"));
        assertThat(known()).isZero();
    }

    @Test
    void takesAPayloadOrAReferenceButNotBothOrNone() {
        var ref = uploaded("{}");
        jobs.post(Map.of("type", "webhook.deliver", "payloadRef", ref, "payload", Map.of()))
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("payloadRef"));
        jobs.post(Map.of("type", "webhook.deliver"))
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("payload"));
        jobs.post(Map.of("type", "webhook.deliver", "payload", Map.of("$payloadRef", ref)))
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("payload.$payloadRef"));
    }

    @Test
    void answersTheSameUnderTheSameIdempotencyKey() {
        var first = jobs.request()
                .header("Idempotency-Key", "upload-1")
                .body("{\"a\": 1}")
                .post(PayloadResource.PATH);
        var second = jobs.request()
                .header("Idempotency-Key", "upload-1")
                .body("{\"a\": 1}")
                .post(PayloadResource.PATH);
        second.then().statusCode(201).header("Idempotency-Replayed", "true");
        assertThat(second.jsonPath().getString("payloadRef"))
                .isEqualTo(first.jsonPath().getString("payloadRef"));
        jobs.request()
                .header("Idempotency-Key", "upload-1")
                .body("{\"a\": 2}")
                .post(PayloadResource.PATH)
                .then()
                .statusCode(422);
    }

    @Test
    void goesWhenNoJobRefersToItAnyMore() {
        var used = uploaded(webhook("https://example.com"));
        var unused = uploaded("{}");
        var job = jobs.accepted(request(used));
        clock.putForward(config.keptUnused().plus(Duration.ofMinutes(1)));
        sweeper.sweep();
        assertThat(isStored(used)).isTrue();
        assertThat(isStored(unused)).isFalse();
        jobs.post(request(unused)).then().statusCode(400).body("violations[0].field", equalTo("payloadRef"));

        database.acrossTenants(connection -> new Statement("DELETE FROM jobs WHERE tenant_id = $1 AND id = $2")
                .run(connection, jobs.tenant(), job)
                .rowCount());
        sweeper.sweep();
        assertThat(isStored(used)).isTrue();
        clock.putForward(config.keptUnused().plus(Duration.ofMinutes(1)));
        sweeper.sweep();
        assertThat(isStored(used)).isFalse();
        assertThat(known()).isZero();
    }

    @Test
    void isRefusedByAJobThatComesWhileItGoes() {
        var ref = uploaded(webhook("https://example.com"));
        clock.putForward(config.keptUnused().plus(Duration.ofMinutes(1)));
        var now = clock.instant();
        database.acrossTenants(connection -> store.look(connection, now.minus(config.keptUnused()), now, 1000));
        jobs.post(request(ref)).then().statusCode(400).body("violations[0].field", equalTo("payloadRef"));
        assertThat(jobs.count()).isZero();
    }
}
