package io.focusforge.chaos.runs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** The faults of a seed, no two alike. */
record RunPlan(List<Blow> blows) {
    static final int REPLICAS = 2;
    private static final int MOST = 2;
    private static final int SHORTEST = 300;
    private static final int LONGEST = 2_500;

    /**
     * A fault, when this many calls of steps have come.
     *
     * @param lasts how long what was broken stays so, where that can be chosen
     */
    record Blow(RunFault fault, int calls, int replica, Duration lasts) {
        @Override
        public String toString() {
            return "%s of %d (call %d, %.1f s)".formatted(fault, replica, calls, lasts.toMillis() / 1000.0);
        }
    }

    /** @param calls how many come when nothing fails */
    static RunPlan of(Random random, int calls) {
        var faults = new ArrayList<>(Arrays.asList(RunFault.values()));
        Collections.shuffle(faults, random);
        return new RunPlan(IntStream.rangeClosed(0, random.nextInt(MOST))
                .mapToObj(number -> new Blow(
                        faults.get(number),
                        random.nextInt(calls),
                        random.nextInt(REPLICAS),
                        Duration.ofMillis(random.nextInt(SHORTEST, LONGEST))))
                .sorted(Comparator.comparingInt(Blow::calls))
                .toList());
    }
}
