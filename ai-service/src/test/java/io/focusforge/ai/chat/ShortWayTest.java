package io.focusforge.ai.chat;

import static io.focusforge.ai.testing.Api.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.ai.testing.Api;
import io.focusforge.ai.testing.FakeProviders;
import io.focusforge.ai.testing.LogRecorder;
import io.focusforge.ai.testing.WatchingLayer;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.CachingPrincipalFactory;
import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.local.testing.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Header;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "ai"))
@WithTestResource(FakeProviders.class)
class ShortWayTest {
    @Inject
    CachingPrincipalFactory tokens;

    @Inject
    WatchingLayer watching;

    private final Api api = new Api();

    @Test
    void isForWhoseTokenWasSeenBefore() {
        var unseen = TestTokens.bearer(api.tenant(), api.user(), Scopes.MODELS_WRITE);
        assertThat(tokens.callerOf(unseen)).isEmpty();
        var seen = tokens.callerOf(api.bearer(Scopes.MODELS_WRITE));
        assertThat(seen).hasValueSatisfying(caller -> {
            assertThat(caller.tenant()).isEqualTo(api.tenant());
            assertThat(caller.user()).isEqualTo(api.user());
            assertThat(caller.may(Scopes.MODELS_WRITE)).isTrue();
            assertThat(caller.may(Scopes.USAGE_READ)).isFalse();
        });
    }

    @Test
    void answersAsTheLongWayDoes() {
        same(request("default", Api.id(), "json").encode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "{\"model\":7}",
                "{\"model\":\"default\",\"messages\":[]}",
                "{\"model\":\"gpt-none\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}",
                "{\"model\":\"dead-model\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"
            })
    void refusesAsTheLongWayDoes(String body) {
        same(body);
    }

    @Test
    void anErrorOfOursIsToldAndLogged() {
        try (var log = LogRecorder.start()) {
            var answer = api.with(Scopes.MODELS_WRITE)
                    .header(WatchingLayer.BREAK, "yes")
                    .body(request("default", Api.id(), "json").encode())
                    .post(Api.CHAT);
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.jsonPath().getString("error.code")).isEqualTo("internal_error");
            assertThat(answer.asString()).doesNotContain("broken as wished");
            log.awaits("broken as wished");
        }
    }

    @Test
    void aFailedCallLeavesNoTraceUnderItsKey() {
        var body = request("default", Api.id(), "json").encode();
        var key = UUID.randomUUID().toString();
        var broken = api.with(Scopes.MODELS_WRITE)
                .header(IdempotencyKey.HEADER, key)
                .header(WatchingLayer.BREAK, "yes")
                .body(body)
                .post(Api.CHAT);
        assertThat(broken.statusCode()).isEqualTo(500);
        var again = api.with(Scopes.MODELS_WRITE)
                .header(IdempotencyKey.HEADER, key)
                .body(body)
                .post(Api.CHAT);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.header(IdempotencyKey.REPLAYED_HEADER)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"json,false,false", "sse,true,false", "json,false,true", "sse-without-usage,true,true"})
    void allOfACallIsOnTheEventLoopOfItsRequest(String script, boolean stream, boolean longWay) {
        var id = Api.id();
        var with = api.with(Scopes.MODELS_WRITE).header(WatchingLayer.WATCH, id);
        if (longWay) {
            with.header(IdempotencyKey.HEADER, id);
        }
        with.body(request("gpt-test", id, script).put("stream", stream).encode())
                .post(Api.CHAT)
                .then()
                .statusCode(200);
        assertThat(watching.places(id))
                .hasSizeGreaterThanOrEqualTo(3)
                .allMatch(WatchingLayer.Place::eventLoop)
                .noneMatch(WatchingLayer.Place::virtual)
                .extracting(WatchingLayer.Place::context)
                .containsOnly(watching.places(id).peek().context());
    }

    private void same(String body) {
        var brief = ask(body);
        var whole = api.with(Scopes.MODELS_WRITE)
                .header(IdempotencyKey.HEADER, UUID.randomUUID().toString())
                .body(body)
                .post(Api.CHAT);
        assertThat(brief.statusCode()).isEqualTo(whole.statusCode());
        assertThat(brief.contentType()).isEqualTo(whole.contentType());
        assertThat(headers(brief)).isEqualTo(headers(whole));
        assertThat(told(brief)).isEqualTo(told(whole));
    }

    private Response ask(String body) {
        return api.with(Scopes.MODELS_WRITE).body(body).post(Api.CHAT);
    }

    private static List<String> headers(Response answer) {
        return answer.headers().asList().stream()
                .map(Header::getName)
                .map(String::toLowerCase)
                .sorted()
                .toList();
    }

    /** Without what is another in each answer. */
    private static String told(Response answer) {
        return answer.asString().replaceAll("\"traceId\":\"\\w+\"", "");
    }
}
