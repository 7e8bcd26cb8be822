package io.focusforge.ai.limit;

import io.focusforge.ai.usage.TokenCounter;
import jakarta.inject.Singleton;

/**
 * Tells before a call how many tokens it will take. A prompt of up to about a thousand characters is counted, of a longer one four samples
 * are, so that the cost has a bound.
 */
@Singleton
public class RequestEstimate {
    /** What providers charge for an image of ordinary size. */
    private static final long IMAGE_TOKENS = 765;

    private static final long MOST_ANSWER_TOKENS = 10_000_000;
    private static final long TOKENS_AROUND_A_MESSAGE = 3;

    private final TokenCounter counter;
    private final LimitsConfig config;

    RequestEstimate(TokenCounter counter, LimitsConfig config) {
        this.counter = counter;
        this.config = config;
    }

    /** @param body a request of OpenAI's API, known to be JSON */
    public Estimate of(byte[] body) {
        var scan = new RequestScan(body);
        scan.run();
        var answers = Math.max(1, scan.answers());
        var length = scan.maxTokens() > 0 ? scan.maxTokens() : config.answerTokens();
        return new Estimate(promptTokens(scan), Math.min(answers * length, MOST_ANSWER_TOKENS), 0);
    }

    /** As of {@link TokenCounter#weight}. */
    int weight(byte[] body) {
        return counter.weight(body.length);
    }

    /** Of a request to which there is no answer in tokens. */
    public Estimate ofPrompt(byte[] body) {
        var scan = new RequestScan(body);
        scan.run();
        return new Estimate(promptTokens(scan), 0, 0);
    }

    private long promptTokens(RequestScan scan) {
        var sample = scan.sample();
        var text = sample.length() == 0
                ? 0
                : Math.ceilDiv(counter.count(sample.text()) * scan.textBytes(), sample.length());
        return text + scan.images() * IMAGE_TOKENS + (scan.messages() + 1) * TOKENS_AROUND_A_MESSAGE;
    }
}
