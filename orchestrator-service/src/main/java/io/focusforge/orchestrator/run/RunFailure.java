package io.focusforge.orchestrator.run;

/** A failure that a client may see. Without a trace: it is an outcome, not a fault. */
public final class RunFailure extends RuntimeException {
    private final String code;
    private final boolean retryable;

    public RunFailure(String code, String message, boolean retryable) {
        super(message, null, false, false);
        this.code = code;
        this.retryable = retryable;
    }

    public String code() {
        return code;
    }

    public boolean isRetryable() {
        return retryable;
    }
}
