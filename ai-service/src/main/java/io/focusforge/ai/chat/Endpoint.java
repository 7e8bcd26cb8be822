package io.focusforge.ai.chat;

import io.focusforge.ai.telemetry.Operation;

/** The two ways in which a model is asked to go on: after messages, and after a text. */
public enum Endpoint {
    CHAT("/chat/completions", "messages", Operation.CHAT),
    /** The older one: for models that fill in, and for programs that know no other. */
    TEXT("/completions", "prompt", Operation.TEXT);

    private final String path;
    private final String prompt;
    private final Operation operation;

    Endpoint(String path, String prompt, Operation operation) {
        this.path = path;
        this.prompt = prompt;
        this.operation = operation;
    }

    /** What is added to a provider's base URL. */
    public String path() {
        return path;
    }

    /** The field that holds what is asked. */
    public String prompt() {
        return prompt;
    }

    /** What it is called where it is counted. */
    Operation operation() {
        return operation;
    }
}
