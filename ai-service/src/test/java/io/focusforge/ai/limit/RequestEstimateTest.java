package io.focusforge.ai.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.ai.usage.TokenCounter;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class RequestEstimateTest {
    private static final String PROSE = """
            The board meets on 12 November in Zürich. Finance delivers the numbers by Thursday, and "marketing" follows a day later; \
            whoever cannot come says so to Ada, who has kept the minutes since 2019.
            """;

    private final TokenCounter counter = new TokenCounter();
    private final RequestEstimate estimates =
            new RequestEstimate(counter, LimitsConfigTest.config(Map.of("answer-tokens", "77")));

    @Test
    void countsAShortPromptAsProvidersDo() {
        var estimate = estimate(chat(PROSE));
        var counted = counter.count(PROSE) + counter.count("user") + 2 * 3;
        assertThat(estimate.promptTokens()).isBetween(counted, counted + 8);
        assertThat(estimate.completionTokens()).isEqualTo(77);
    }

    @Test
    void estimatesALongPromptByASampleOfIt() {
        var mixed = PROSE.repeat(60) + "{\"path\": [3.14159, 2.71828, -17.5e3]}\n".repeat(300) + PROSE.repeat(60);
        assertThat((double) estimate(chat(mixed)).promptTokens())
                .isCloseTo(counter.count(mixed), Percentage.withPercentage(15));
    }

    @Test
    void takesTheLengthOfTheAnswerFromTheRequest() {
        assertThat(estimate(chat("x").put("max_tokens", 40)).completionTokens()).isEqualTo(40);
        assertThat(estimate(chat("x").put("max_completion_tokens", 50).put("n", 3))
                        .completionTokens())
                .isEqualTo(150);
        var elsewhere = chat("x").put("metadata", new JsonObject().put("max_tokens", 9_999));
        assertThat(estimate(elsewhere).completionTokens()).isEqualTo(77);
    }

    @Test
    void doesNotTakeAnImageForText() {
        var url = "data:image/png;base64," + Base64.getEncoder().encodeToString(new byte[200_000]);
        var content = new JsonArray()
                .add(new JsonObject().put("type", "text").put("text", "What is this?"))
                .add(new JsonObject().put("type", "image_url").put("image_url", new JsonObject().put("url", url)));
        assertThat(estimate(chat(content)).promptTokens()).isBetween(700L, 900L);
    }

    @Test
    void readsWhateverIsJson() {
        assertThat(estimate(chat("\\\" {[ \"max_tokens\": 5 \u0000 \\")).completionTokens())
                .isEqualTo(77);
        assertThat(estimates.of(new JsonObject().toBuffer().getBytes()).promptTokens())
                .isLessThan(10);
        assertThat(estimate(new JsonObject().put("prompt", PROSE)).promptTokens())
                .isGreaterThanOrEqualTo(counter.count(PROSE));
        var input = new JsonObject().put("input", new JsonArray().add(PROSE).add(PROSE));
        assertThat(estimates.ofPrompt(input.toBuffer().getBytes()).promptTokens())
                .isBetween(2 * counter.count(PROSE) - 20, 2 * counter.count(PROSE) + 20);
    }

    private Estimate estimate(JsonObject body) {
        return estimates.of(body.toBuffer().getBytes());
    }

    private static JsonObject chat(Object content) {
        var message = new JsonObject().put("role", "user").put("content", content);
        return new JsonObject().put("model", "gpt-test").put("messages", new JsonArray().add(message));
    }
}
