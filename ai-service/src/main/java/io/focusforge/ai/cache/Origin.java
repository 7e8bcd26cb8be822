package io.focusforge.ai.cache;

/** Who gave an answer, and with how many tokens: what was spent on it once. */
public record Origin(String provider, String model, long promptTokens, long completionTokens) {
    public Origin {
        if (provider == null || model == null || promptTokens < 0 || completionTokens < 0) {
            throw new IllegalArgumentException("an answer has a provider and a model, and no negative tokens");
        }
    }
}
