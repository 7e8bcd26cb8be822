package io.focusforge.cluster.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of the requests of a kind. */
final class Tally {
    private static final int ERRORS = 5;

    private final long started = System.nanoTime();
    private final List<Long> milliseconds = new ArrayList<>();
    private final Map<String, String> errors = new LinkedHashMap<>();
    private long last = System.nanoTime();
    private long longestGap;
    private int failed;

    synchronized void succeeded(long sent) {
        var now = System.nanoTime();
        milliseconds.add((now - sent) / 1_000_000);
        longestGap = Math.max(longestGap, now - last);
        last = now;
    }

    synchronized void failed(Throwable why) {
        failed++;
        if (errors.size() < ERRORS) {
            errors.putIfAbsent(
                    String.valueOf(why).replaceAll("[^ -~]|[\"\\\\]", "'"),
                    "%.1f".formatted((System.nanoTime() - started) / 1e9));
        }
    }

    /**
     * {@code succeeded}, {@code failed}, {@code longestGapMs} without a success from the first on, {@code p50Ms}, {@code p95Ms}, {@code errors} (the first
     * kinds, with the second of their first), and what the kind has checked.
     */
    synchronized String json(Map<String, Integer> checked) {
        var sorted = milliseconds.stream().sorted().toList();
        var json = new StringBuilder("{\"succeeded\":%d,\"failed\":%d,\"longestGapMs\":%d,\"p50Ms\":%d,\"p95Ms\":%d"
                .formatted(
                        sorted.size(), failed, longestGap / 1_000_000, quantile(sorted, 0.5), quantile(sorted, 0.95)));
        checked.forEach((name, count) -> json.append(",\"%s\":%d".formatted(name, count)));
        json.append(",\"errors\":{");
        var separator = "";
        for (var error : errors.entrySet()) {
            json.append(separator).append("\"%s\":\"%s s\"".formatted(error.getKey(), error.getValue()));
            separator = ",";
        }
        return json.append("}}").toString();
    }

    private static long quantile(List<Long> sorted, double share) {
        return sorted.isEmpty() ? -1 : sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * share));
    }
}
