package io.focusforge.ai.telemetry;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.focusforge.common.problem.ProblemException;
import java.util.Arrays;
import java.util.Locale;

/** What of its calls' texts a tenant wants in its spans. */
public enum Content {
    NONE,
    PROMPTS,
    /** Prompts and answers. */
    ALL;

    private final String code = name().toLowerCase(Locale.ROOT);

    @JsonCreator
    static Content parse(String code) {
        return Arrays.stream(values())
                .filter(content -> content.code.equals(code))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("content", "must be none, prompts or all"));
    }

    @JsonValue
    public String code() {
        return code;
    }
}
