package io.focusforge.ai.limit;

import com.fasterxml.jackson.annotation.JsonValue;
import io.focusforge.common.problem.ProblemException;
import java.util.Locale;

/** Whose use is counted together. A model's is that of one tenant. */
public enum Scope {
    KEY,
    USER,
    TENANT,
    MODEL;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** As it is called in paths, bodies and headers. */
    @JsonValue
    public String code() {
        return code;
    }

    static Scope parse(String code) {
        for (var scope : values()) {
            if (scope.code.equals(code)) {
                return scope;
            }
        }
        throw ProblemException.invalid("scope", "must be one of key, user, tenant, model");
    }
}
