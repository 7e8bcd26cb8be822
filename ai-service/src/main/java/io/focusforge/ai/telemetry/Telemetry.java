package io.focusforge.ai.telemetry;

import jakarta.inject.Singleton;

/** Where a model call is seen. */
@Singleton
public record Telemetry(ModelMetrics metrics, ModelSpans spans) {}
