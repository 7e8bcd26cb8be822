package io.focusforge.common.trace;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Spans, for whoever collects them by OTLP (https://opentelemetry.io/docs/specs/otlp/). */
@ConfigMapping(prefix = "focusforge.tracing")
public interface TracingConfig {
    /** Whether no spans are made. Trace ids are on every log line and answer all the same. */
    @WithDefault("true")
    boolean disabled();

    /** Where spans are sent. With `http/protobuf` `/v1/traces` is added to it. */
    @WithDefault("http://localhost:4318")
    URI endpoint();

    /** `http/protobuf` or `grpc`. */
    @WithDefault("http/protobuf")
    @Pattern(regexp = "http/protobuf|grpc")
    String protocol();

    /** Sent with every export, as `name=value`, several separated by commas: the receiver's key. Never logged. */
    Optional<List<String>> headers();

    /** The share of traces that is sent, from 0 to 1. It goes by the trace's id, so that all services choose the same ones. */
    @WithDefault("1.0")
    @DecimalMin("0")
    @DecimalMax("1")
    double ratio();

    /** Whether each command to Postgres and Redis is a span too: without parameters, but with those of polls and probes. */
    @WithDefault("false")
    boolean databases();
}
