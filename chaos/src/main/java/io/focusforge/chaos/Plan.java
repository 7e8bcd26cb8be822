package io.focusforge.chaos;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** The faults of a run, in an order that its seed decides. They are dealt like cards: none comes again before all have come. */
final class Plan {
    private static final int SHORTEST = 300;
    private static final int LONGEST = 4_000;
    private static final int QUIET = 1_500;

    private final Random random;
    private final List<Fault> faults;
    private final int workers;
    private final Deque<Fault> deck = new ArrayDeque<>();

    Plan(long seed, List<Fault> faults, int workers) {
        this.random = new Random(seed);
        this.faults = List.copyOf(faults);
        this.workers = workers;
    }

    /** How many steps show every fault once. */
    int round() {
        return faults.size();
    }

    Step next() {
        if (deck.isEmpty()) {
            var shuffled = new ArrayList<>(faults);
            Collections.shuffle(shuffled, random);
            deck.addAll(shuffled);
        }
        return new Step(
                deck.pop(),
                random.nextInt(workers),
                Duration.ofMillis(random.nextInt(SHORTEST, LONGEST)),
                Duration.ofMillis(random.nextInt(QUIET)));
    }
}
