/** Owns the metrics of model calls, by the names of OpenTelemetry's semantic conventions for generative AI. */
package io.focusforge.ai.telemetry;
