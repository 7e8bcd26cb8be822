package io.focusforge.ai.telemetry;

import static io.focusforge.ai.testing.Api.calls;
import static io.focusforge.ai.testing.Api.request;
import static io.focusforge.ai.testing.ReceivedSpans.attributes;
import static io.focusforge.ai.testing.ReceivedSpans.hex;
import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.ai.testing.Api;
import io.focusforge.ai.testing.FakeProviders;
import io.focusforge.ai.testing.ReceivedSpans;
import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.local.testing.OtlpReceiver;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The spans of model calls at a receiver that speaks OTLP. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "ai"))
@WithTestResource(FakeProviders.class)
@WithTestResource(OtlpReceiver.class)
class ModelSpansTest {
    private final Api api = new Api();
    private final String id = Api.id();
    private final ReceivedSpans spans = new ReceivedSpans();

    @Test
    void aCallIsASpanByTheConventionsNamesWithinThatOfItsRequest() {
        post(Api.CHAT, request("default", id, "json").put("max_tokens", 99));
        var span = spans.await("chat gpt-test");
        var request = spans.awaitRequest();
        assertThat(hex(request.getParentSpanId().toByteArray())).isEqualTo("00f067aa0ba902b7");
        assertThat(span.getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(span.getKind()).isEqualTo(SpanKind.SPAN_KIND_CLIENT);
        assertThat(attributes(span))
                .containsEntry("gen_ai.operation.name", "chat")
                .containsEntry("gen_ai.provider.name", "alpha")
                .containsEntry("gen_ai.request.model", "gpt-test")
                .containsEntry("gen_ai.request.stream", false)
                .containsEntry("gen_ai.request.max_tokens", 99L)
                .containsEntry("gen_ai.response.id", "chatcmpl-1")
                .containsEntry("gen_ai.response.model", "gpt-test-2026")
                .containsEntry("gen_ai.response.finish_reasons", List.of("stop"))
                .containsEntry("gen_ai.usage.input_tokens", 11L)
                .containsEntry("gen_ai.usage.output_tokens", 3L)
                .containsEntry("server.address", "localhost")
                .containsEntry("tenant", api.tenant().toString())
                .containsKey("server.port")
                .doesNotContainKeys("error.type", "gen_ai.input.messages", "gen_ai.output.messages");
    }

    @Test
    void aCallersFlagKeepsNoTraceOutOfTheSample() {
        api.with(Scopes.MODELS_WRITE)
                .header("traceparent", spans.traceparent().replaceFirst("01$", "00"))
                .body(request("default", id, "json").encode())
                .post(Api.CHAT);
        spans.await("chat gpt-test");
    }

    @Test
    void aStreamTellsWhenItsFirstChunkCame() {
        post(Api.CHAT, request("default", id, "sse").put("stream", true));
        var span = spans.await("chat gpt-test");
        assertThat(attributes(span))
                .containsEntry("gen_ai.request.stream", true)
                .containsEntry("gen_ai.response.id", "c")
                .containsEntry("gen_ai.usage.input_tokens", 7L)
                .containsEntry("gen_ai.usage.output_tokens", 2L);
        var took = (span.getEndTimeUnixNano() - span.getStartTimeUnixNano()) / 1e9;
        assertThat((Double) attributes(span).get("gen_ai.response.time_to_first_chunk"))
                .isPositive()
                .isLessThan(took);
    }

    @Test
    void whatTheOtherProtocolsAskIsSeenToo() {
        post("/v1/responses", new JsonObject().put("model", "default").put("input", "2 + 2?"));
        assertThat(attributes(spans.await("chat gpt-test"))).containsEntry("gen_ai.usage.input_tokens", 11L);
        var text = request("default", id, "json").put("prompt", "Once");
        text.remove("messages");
        post("/v1/completions", text);
        assertThat(attributes(spans.await("text_completion gpt-test")))
                .containsEntry("gen_ai.operation.name", "text_completion");
    }

    @Test
    void eachAttemptIsASpanAndAFailedOneSaysSo() {
        post(Api.CHAT, request("plain", id, "500", "json"));
        var failed = spans.await("chat gpt-test");
        var answered = spans.await("chat beta-model");
        assertThat(failed.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
        assertThat(attributes(failed))
                .containsEntry("error.type", "model_error")
                .containsEntry("focusforge.failure", "server_error")
                .containsEntry("focusforge.attempt", 1L);
        assertThat(attributes(answered))
                .containsEntry("focusforge.attempt", 2L)
                .containsEntry("gen_ai.usage.output_tokens", 3L);
        assertThat(failed.getEndTimeUnixNano()).isLessThanOrEqualTo(answered.getStartTimeUnixNano());
    }

    @Test
    void anAnswerFromTheCacheIsMarkedAndUsesNothing() {
        var cached = request("default", id, "json").put("cache", new JsonObject().put("ttl", 60));
        post(Api.CHAT, cached);
        post(Api.CHAT, cached);
        var found = spans.await("chat gpt-test", 2);
        assertThat(attributes(found.getFirst())).doesNotContainKey("focusforge.cache");
        assertThat(found.getLast().getKind()).isEqualTo(SpanKind.SPAN_KIND_INTERNAL);
        assertThat(attributes(found.getLast()))
                .containsEntry("focusforge.cache", "hit")
                .containsEntry("gen_ai.response.id", "chatcmpl-1")
                .doesNotContainKeys("gen_ai.usage.input_tokens", "server.address");
    }

    @Test
    void embeddingsAreSeenWithTheTargetThatFailedBefore() {
        post("/v1/embeddings", new JsonObject().put("model", "embed-far").put("input", "ab"));
        var span = spans.await("embeddings embed-far");
        assertThat(attributes(span))
                .containsEntry("gen_ai.provider.name", "thrifty")
                .containsEntry("focusforge.failed", List.of("dead/embed-far: unreachable"))
                .containsEntry("gen_ai.usage.input_tokens", 10L);
        post("/v1/embeddings", new JsonObject().put("model", "all-minilm-l6-v2").put("input", "ab"));
        assertThat(spans.await("embeddings all-minilm-l6-v2").getKind()).isEqualTo(SpanKind.SPAN_KIND_INTERNAL);
    }

    @Test
    void aBatchsCallsAreInItsTrace() {
        var one = new JsonObject().put("custom_id", "1").put("body", request("default", id, "json"));
        post(Api.CHAT + ":batch", new JsonObject().put("requests", new JsonArray().add(one)));
        spans.await("chat gpt-test");
    }

    @Test
    void onlyAProviderThatIsToKnowTheTraceIsToldIt() {
        post(Api.CHAT, request("beta-model", id, "json"));
        var span = spans.await("chat beta-model");
        assertThat(calls(id).getString("traceparent"))
                .isEqualTo("00-" + spans.trace() + "-" + hex(span.getSpanId().toByteArray()) + "-01");
        var other = Api.id();
        post(Api.CHAT, request("gpt-test", other, "json"));
        assertThat(calls(other).getString("traceparent")).isNull();
    }

    private void post(String path, JsonObject body) {
        api.with(Scopes.MODELS_WRITE)
                .header("traceparent", spans.traceparent())
                .urlEncodingEnabled(false)
                .body(body.encode())
                .post(path)
                .then()
                .statusCode(200);
    }
}
