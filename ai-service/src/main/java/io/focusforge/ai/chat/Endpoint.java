package io.focusforge.ai.chat;

/** The two ways in which a model is asked to go on: after messages, and after a text. */
public enum Endpoint {
    CHAT("/chat/completions", "messages"),
    /** The older one: for models that fill in, and for programs that know no other. */
    TEXT("/completions", "prompt");

    private final String path;
    private final String prompt;

    Endpoint(String path, String prompt) {
        this.path = path;
        this.prompt = prompt;
    }

    /** What is added to a provider's base URL. */
    public String path() {
        return path;
    }

    /** The field that holds what is asked. */
    public String prompt() {
        return prompt;
    }
}
