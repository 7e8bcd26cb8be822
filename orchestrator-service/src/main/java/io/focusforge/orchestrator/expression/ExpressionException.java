package io.focusforge.orchestrator.expression;

/** An expression that cannot be read, does not fit its data, or went over its bounds. The message can be shown. */
public final class ExpressionException extends RuntimeException {
    public ExpressionException(String message) {
        super(message, null, false, false);
    }
}
