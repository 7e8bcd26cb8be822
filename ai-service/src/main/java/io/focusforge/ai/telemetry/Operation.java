package io.focusforge.ai.telemetry;

/** What is asked of a model, by OpenTelemetry's name for it. */
public enum Operation {
    CHAT("chat"),
    TEXT("text_completion"),
    EMBEDDINGS("embeddings");

    private final String code;

    Operation(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }
}
