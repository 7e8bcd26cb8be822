package io.focusforge.ai.limit;

import java.util.Locale;

/** What is counted. */
public enum Dimension {
    /** In a minute, restored evenly. */
    REQUESTS("r", "requests a minute"),
    /** In any 60 seconds: those of the prompt and of the answer. */
    TOKENS("t", "tokens a minute"),
    /** Calls that are under way. */
    CONCURRENT("c", "calls at once"),
    /** Micro-dollars in a period of the calendar. */
    MONEY("m", "micro-dollars");

    private final String code = name().toLowerCase(Locale.ROOT);
    private final String letter;
    private final String unit;

    Dimension(String letter, String unit) {
        this.letter = letter;
        this.unit = unit;
    }

    public String code() {
        return code;
    }

    /** As the scripts call it. */
    String letter() {
        return letter;
    }

    String unit() {
        return unit;
    }
}
