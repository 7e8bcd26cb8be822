package io.focusforge.worker.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.worker.job.JobState;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.focusforge.worker.testing.Receiver;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class EditTest {
    private static final Map<String, Object> DONE = Map.of("steps", List.of("DONE"));

    private final Letters letters = Letters.ofSomebody();
    private final Jobs jobs = letters.jobs();

    @Inject
    DeadLetterStore store;

    @Inject
    TenantDatabase database;

    private UUID refusedHook() {
        var id = jobs.accepted(Map.of(
                "type",
                "webhook.deliver",
                "payload",
                Map.of(
                        "url", "http://127.0.0.1:9/",
                        "secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                        "event", Map.of("type", "ping", "data", 1))));
        jobs.await(id, "dead");
        return id;
    }

    @Test
    void storesACorrectedPayload() {
        var id = letters.failed("default");
        var answer = letters.edit(id, DONE).then().statusCode(200).body("payload.steps[0]", equalTo("DONE"));
        assertThat(answer.extract().header("ETag")).isEqualTo(letters.etag(id));
        assertThat(letters.get(id).getString("payload.steps[0]")).isEqualTo("DONE");
        assertThat(letters.get(id).getString("error.code")).isEqualTo("gone");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {}                                             | invalid_request | payload
            {'payload':null}                               | invalid_request | payload
            {'payload':'text'}                             | invalid_type    | payload
            {'payload':{}}                                 | invalid_request | payload.steps
            {'payload':{'steps':['DONE'],'extra':1}}       | unknown_field   | payload.extra
            {'payload':{'steps':['JUMP']}}                 | invalid_type    | payload.steps[0]
            {'payload':{'steps':['DONE']},'state':'done'}  | unknown_field   | state
            {'payload'                                     | invalid_json    | line""")
    void refusesWhatWouldNotBeAcceptedAndStoresNothing(String body, String code, String detail) {
        var id = letters.failed("default");
        var before = letters.etag(id);
        jobs.request()
                .body(body.replace('\'', '"'))
                .patch(Letters.ALL + "/" + id)
                .then()
                .statusCode(400)
                .body("code", equalTo(code))
                .body("detail", containsString(detail));
        assertThat(letters.etag(id)).isEqualTo(before);
    }

    @Test
    void refusesALargePayload() {
        var id = refusedHook();
        var large = Map.of("url", "https://a.b/", "event", Map.of("type", "e", "data", "x".repeat(262_144)));
        letters.edit(id, large).then().statusCode(413).body("code", equalTo("payload_too_large"));
    }

    @Test
    void refusesAnEditOfWhatHasChangedSinceItWasRead() {
        var id = letters.failed("default");
        var read = letters.etag(id);
        letters.edit(id, DONE).then().statusCode(200);
        var late = jobs.request().header("If-Match", read).body(Map.of("payload", Map.of("steps", List.of("FAIL"))));
        late.patch(Letters.ALL + "/" + id).then().statusCode(412).body("code", equalTo("version_conflict"));
        assertThat(letters.get(id).getString("payload.steps[0]")).isEqualTo("DONE");

        jobs.request()
                .header("If-Match", read)
                .delete(Letters.ALL + "/" + id)
                .then()
                .statusCode(412);
        jobs.request()
                .header("If-Match", read)
                .post(Letters.ALL + "/" + id + "/replay")
                .then()
                .statusCode(412);
        var fresh = jobs.request().header("If-Match", letters.etag(id)).body(Map.of("payload", DONE));
        fresh.patch(Letters.ALL + "/" + id).then().statusCode(200);
    }

    @Test
    void changesNothingThatAnotherHasChangedMeanwhile() {
        var id = letters.failed("default");
        var read = find(id);
        letters.edit(id, DONE).then().statusCode(200);
        var before = letters.etag(id);

        var now = Instant.now();
        database.inTransaction(jobs.tenant(), connection -> {
            assertThat(store.edit(connection, read, "{}", now)).isFalse();
            assertThat(store.replay(connection, read, new JobState.Queued(now))).isFalse();
            assertThat(store.discard(connection, read)).isFalse();
            return null;
        });
        assertThat(letters.etag(id)).isEqualTo(before);
    }

    private DeadLetter find(UUID id) {
        var caller = new Caller(jobs.tenant(), jobs.user(), Set.of(), null);
        var found = database.read(jobs.tenant(), connection -> store.find(connection, new Spot(caller, null, id)));
        return ((Found.Dead) found).letter();
    }

    @Test
    void refusesAnIfMatchThatIsNoEtag() {
        var id = letters.failed("default");
        var malformed = jobs.request().header("If-Match", "latest").body(Map.of("payload", DONE));
        malformed.patch(Letters.ALL + "/" + id).then().statusCode(400).body("detail", containsString("If-Match"));
    }

    @Test
    void refusesAnEditOfWhatIsNotDeadAnyMore() {
        var id = letters.failed("default");
        letters.edit(id, DONE).then().statusCode(200);
        letters.replay(id).then().statusCode(202);
        jobs.await(id, "succeeded");
        letters.edit(id, DONE).then().statusCode(409).body("code", equalTo("conflict"));
    }

    @Test
    void keepsASecretThatIsSentAsItIsShown() {
        var id = refusedHook();
        try (var receiver = Receiver.anywhere()) {
            var shown = letters.get(id).<String, Object>getMap("payload");
            assertThat(shown).containsEntry("secret", "***");
            var corrected = new HashMap<>(shown);
            corrected.put("url", receiver.url("/"));
            var answer = letters.edit(id, corrected).then().statusCode(200).extract();
            assertThat(answer.asString()).doesNotContain("whsec_");
            letters.replay(id).then().statusCode(202);

            await().until(() -> !receiver.received().isEmpty());
            assertThat(receiver.received().getFirst().header("webhook-signature"))
                    .startsWith("v1,");
        }
    }

    @Test
    void refusesToEditWhatAServiceMade() {
        var id = letters.unrunnable("task.analyze", Map.of("taskId", "none"));
        letters.edit(id, Map.of("taskId", UUID.randomUUID()))
                .then()
                .statusCode(409)
                .body("code", equalTo("conflict"))
                .body("detail", containsString("task.analyze"));
    }
}
