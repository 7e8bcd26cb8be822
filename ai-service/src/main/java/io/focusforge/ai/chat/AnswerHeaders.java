package io.focusforge.ai.chat;

/** The headers of the answer to a call, until its first byte is sent; what is set later is dropped. */
public interface AnswerHeaders {
    void set(String name, String value);
}
