package io.focusforge.ai.batch;

import io.focusforge.ai.chat.AnswerHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the headers of all answers come to: attempts and costs together, and the most overhead that one of them had. The cost is
 * told only when that of each is known.
 */
final class BatchHeaders {
    private static final String NONE = "0";

    private final List<Map<String, String>> answers = new ArrayList<>();

    /** Those of the next answer. */
    AnswerHeaders ofOne() {
        var headers = new ConcurrentHashMap<String, String>();
        answers.add(headers);
        return headers::put;
    }

    void write(AnswerHeaders batch) {
        batch.set(AnswerHeaders.ATTEMPTS, Long.toString(sum(AnswerHeaders.ATTEMPTS)));
        batch.set(AnswerHeaders.OVERHEAD, Double.toString(mostOverhead()));
        if (answers.stream().allMatch(BatchHeaders::hasCost)) {
            batch.set(AnswerHeaders.COST, Long.toString(sum(AnswerHeaders.COST)));
        }
    }

    private long sum(String header) {
        return answers.stream()
                .mapToLong(headers -> Long.parseLong(headers.getOrDefault(header, NONE)))
                .sum();
    }

    private double mostOverhead() {
        return answers.stream()
                .mapToDouble(headers -> Double.parseDouble(headers.getOrDefault(AnswerHeaders.OVERHEAD, NONE)))
                .max()
                .orElse(0);
    }

    /** One that was refused before it became a call has neither. */
    private static boolean hasCost(Map<String, String> headers) {
        return headers.containsKey(AnswerHeaders.COST) || !headers.containsKey(AnswerHeaders.ATTEMPTS);
    }
}
