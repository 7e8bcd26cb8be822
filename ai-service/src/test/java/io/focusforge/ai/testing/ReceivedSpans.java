package io.focusforge.ai.testing;

import static io.restassured.RestAssured.given;

import com.google.protobuf.InvalidProtocolBufferException;
import io.focusforge.local.testing.OtlpReceiver;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;

/** The spans of one trace, as the receiver got them. */
public final class ReceivedSpans {
    private final String trace = UUID.randomUUID().toString().replace("-", "");

    /** What a caller sends to have its call in this trace. */
    public String traceparent() {
        return "00-" + trace + "-00f067aa0ba902b7-01";
    }

    public String trace() {
        return trace;
    }

    /** Waits for a span that there is one of. */
    public Span await(String name) {
        return await(name, 1).getFirst();
    }

    /** Waits for so many spans of this name, in the order in which they began. */
    public List<Span> await(String name, int count) {
        return awaitUntil(span -> span.getName().equals(name), count);
    }

    /** Waits for the span of the request itself, which ends last, and so for all of them. */
    public Span awaitRequest() {
        return awaitUntil(span -> span.getKind() == Span.SpanKind.SPAN_KIND_SERVER, 1)
                .getFirst();
    }

    public List<Span> all() {
        return parsed().getResourceSpansList().stream()
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .filter(span -> hex(span.getTraceId().toByteArray()).equals(trace))
                .sorted((one, other) -> Long.compare(one.getStartTimeUnixNano(), other.getStartTimeUnixNano()))
                .toList();
    }

    private List<Span> awaitUntil(Predicate<Span> wanted, int count) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> all().stream().filter(wanted).toList(), found -> found.size() == count);
    }

    /** All that was ever received, each byte as a character. */
    public static String everything() {
        return new String(bytes(), StandardCharsets.ISO_8859_1);
    }

    public static Map<String, Object> attributes(Span span) {
        return span.getAttributesList().stream()
                .collect(Collectors.toMap(attribute -> attribute.getKey(), attribute -> value(attribute.getValue())));
    }

    public static String hex(byte[] id) {
        return HexFormat.of().formatHex(id);
    }

    private static Object value(AnyValue value) {
        return switch (value.getValueCase()) {
            case BOOL_VALUE -> value.getBoolValue();
            case INT_VALUE -> value.getIntValue();
            case DOUBLE_VALUE -> value.getDoubleValue();
            case ARRAY_VALUE ->
                value.getArrayValue().getValuesList().stream()
                        .map(ReceivedSpans::value)
                        .toList();
            default -> value.getStringValue();
        };
    }

    private static ExportTraceServiceRequest parsed() {
        try {
            return ExportTraceServiceRequest.parseFrom(bytes());
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes() {
        return given().get(ConfigProvider.getConfig().getValue(OtlpReceiver.RECEIVED, String.class))
                .asByteArray();
    }
}
