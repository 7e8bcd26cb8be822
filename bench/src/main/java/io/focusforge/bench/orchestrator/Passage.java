package io.focusforge.bench.orchestrator;

import java.util.Comparator;
import java.util.List;

/** A call that was seen on its way, and when: nanoseconds of {@link System#nanoTime()}, until the last byte of its answer. */
record Passage(String path, long from, long to) {
    /** How long, between two moments, at least one of them was under way. */
    static long covered(List<Passage> passages, long from, long to) {
        var covered = 0L;
        var until = from;
        for (var passage : passages.stream()
                .sorted(Comparator.comparingLong(Passage::from))
                .toList()) {
            var begin = Math.max(passage.from(), until);
            var end = Math.min(passage.to(), to);
            if (end > begin) {
                covered += end - begin;
                until = end;
            }
        }
        return covered;
    }
}
