package io.focusforge.gateway.operations;

import java.util.Map;
import java.util.TreeMap;

/** Reads FocusForge's own counts out of Prometheus's text format; parts of distributions are left out. */
final class PrometheusText {
    private static final String OURS = "focusforge_";
    private static final int AT_MOST = 200;

    private PrometheusText() {}

    static Map<String, Double> counts(String text) {
        var counts = new TreeMap<String, Double>();
        text.lines()
                .filter(line -> line.startsWith(OURS) && !line.contains("_bucket{") && !line.contains("quantile=\""))
                .limit(AT_MOST)
                .forEach(line -> {
                    var value = line.lastIndexOf(' ');
                    counts.put(line.substring(0, value), Double.valueOf(line.substring(value + 1)));
                });
        return counts;
    }
}
