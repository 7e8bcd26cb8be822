package io.focusforge.ai.cache;

import io.focusforge.ai.chat.AnswerHeaders;
import java.util.Locale;

/** Where an answer comes from: what the header {@code x-focusforge-cache} says. */
public enum CacheStatus {
    /** The same was asked before, or is being asked at this moment. */
    HIT,
    /** Something that means the same was asked before. */
    SEMANTIC,
    /** From the model; the next one who asks may get it from here. */
    MISS,
    /** From the model; the cache has nothing to do with it. */
    OFF;

    public static final String HEADER = AnswerHeaders.CACHE;

    private final String label = name().toLowerCase(Locale.ROOT);

    public String label() {
        return label;
    }
}
