package io.focusforge.orchestrator.mcpclient;

import java.time.Duration;
import java.util.Optional;

/** Why a server gave nothing. The code is stable, and the message may be shown. */
public final class McpFailure extends RuntimeException {
    private final String code;
    private final boolean retryable;
    private final transient Optional<Duration> retryAfter;

    McpFailure(String code, String message, boolean retryable, Optional<Duration> retryAfter) {
        super(message, null, false, false);
        this.code = code;
        this.retryable = retryable;
        this.retryAfter = retryAfter;
    }

    static McpFailure forGood(String code, String message) {
        return new McpFailure(code, message, false, Optional.empty());
    }

    static McpFailure forNow(String code, String message) {
        return new McpFailure(code, message, true, Optional.empty());
    }

    public String code() {
        return code;
    }

    public boolean isRetryable() {
        return retryable;
    }

    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
