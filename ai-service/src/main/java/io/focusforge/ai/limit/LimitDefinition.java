package io.focusforge.ai.limit;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;

/** A limit as it is set and shown. */
record LimitDefinition(
        Scope scope, String subject, @JsonUnwrapped Allowance allowance, Instant changedAt) {
    Subject who() {
        return new Subject(scope, subject);
    }
}
