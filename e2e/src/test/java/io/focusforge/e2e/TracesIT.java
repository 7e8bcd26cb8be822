package io.focusforge.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A caller's trace goes through the services, each of which sends its part. */
class TracesIT {
    private final String trace = UUID.randomUUID().toString().replace("-", "");

    @Test
    void whatATaskTookIsInTheTraceOfWhoAskedForIt() {
        Stacks.withModel()
                .newTenant()
                .json(Client.BOARD_DECK)
                .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                .post("/api/v1/tasks")
                .then()
                .statusCode(201);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(services())
                .contains("gateway-service", "orchestrator-service", "ai-service"));
    }

    private Set<String> services() {
        var received =
                RestAssured.get(Stacks.receivedSpans()).then().statusCode(200).extract();
        try {
            return ExportTraceServiceRequest.parseFrom(received.asByteArray()).getResourceSpansList().stream()
                    .filter(this::isOfTheTrace)
                    .flatMap(spans -> spans.getResource().getAttributesList().stream())
                    .filter(attribute -> attribute.getKey().equals("service.name"))
                    .map(attribute -> attribute.getValue().getStringValue())
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isOfTheTrace(ResourceSpans spans) {
        return spans.getScopeSpansList().stream()
                .flatMap(scope -> scope.getSpansList().stream())
                .anyMatch(span -> HexFormat.of()
                        .formatHex(span.getTraceId().toByteArray())
                        .equals(trace));
    }
}
