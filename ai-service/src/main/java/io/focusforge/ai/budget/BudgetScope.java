package io.focusforge.ai.budget;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whose spending a budget is about. */
public enum BudgetScope {
    TENANT,
    USER,
    KEY;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static BudgetScope of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
