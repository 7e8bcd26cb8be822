package io.focusforge.gateway.proxy;

import static io.focusforge.gateway.testing.Keys.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.focusforge.gateway.testing.FakeServices;
import io.focusforge.gateway.testing.Keys;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.local.testing.OtlpReceiver;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** The trace goes from the client through the gateway's span to the service. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "gateway"))
@WithTestResource(FakeServices.class)
@WithTestResource(OtlpReceiver.class)
class VisitSpansTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final String key = Keys.admin();

    @Test
    void theServiceIsCalledUnderTheGatewaysSpanAndThatUnderTheClients() {
        var answer = as(key).header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                .get("/v1/models/echo");
        assertThat(answer.header("x-request-id")).isEqualTo(TRACE);
        var span = received(TRACE);
        assertThat(answer.jsonPath().getString("headers.traceparent"))
                .isEqualTo("00-" + TRACE + "-" + hex(span.getSpanId().toByteArray()) + "-01");
        assertThat(hex(span.getParentSpanId().toByteArray())).isEqualTo("00f067aa0ba902b7");
        assertThat(span.getName()).isEqualTo("GET v1");
        assertThat(span.getKind()).isEqualTo(SpanKind.SPAN_KIND_SERVER);
    }

    @Test
    void aRequestWithoutATraceBeginsOneAndAFailureIsSeen() {
        var answer = as(key).get("/api/v1/memories");
        assertThat(answer.statusCode()).isEqualTo(503);
        var span = received(answer.header("x-request-id"));
        assertThat(span.getParentSpanId()).isEmpty();
        assertThat(span.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    }

    private static Span received(String trace) {
        return await().until(
                        () -> all().stream()
                                .filter(span ->
                                        hex(span.getTraceId().toByteArray()).equals(trace)
                                                && span.getKind() == SpanKind.SPAN_KIND_SERVER)
                                .toList(),
                        found -> found.size() == 1)
                .getFirst();
    }

    private static List<Span> all() throws Exception {
        var url = ConfigProvider.getConfig().getValue(OtlpReceiver.RECEIVED, String.class);
        return ExportTraceServiceRequest.parseFrom(given().get(url).asByteArray()).getResourceSpansList().stream()
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .toList();
    }

    private static String hex(byte[] id) {
        return HexFormat.of().formatHex(id);
    }
}
