package io.focusforge.orchestrator.prompt;

/** A template that cannot be read, or does not fit its data. The message can be shown. */
public final class PromptException extends RuntimeException {
    PromptException(String message) {
        super(message, null, false, false);
    }
}
