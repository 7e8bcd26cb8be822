package io.focusforge.ai.chat;

/** The headers of the answer to a call, until its first byte is sent; what is set later is dropped. */
public interface AnswerHeaders {
    String REQUEST_ID = "x-request-id";
    String PROVIDER = "x-focusforge-provider";
    String MODEL = "x-focusforge-model";
    String CACHE = "x-focusforge-cache";
    String ATTEMPTS = "x-focusforge-attempts";
    String OVERHEAD = "x-focusforge-overhead-ms";
    String COST = "x-focusforge-cost";

    void set(String name, String value);
}
