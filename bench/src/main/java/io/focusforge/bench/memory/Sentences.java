package io.focusforge.bench.memory;

import java.util.List;
import java.util.Random;

/** Sentences that are alike by topic, so that there are near and far neighbours. */
final class Sentences {
    private static final List<String> SUBJECTS = List.of(
            "The finance team",
            "A new supplier",
            "Our landlord",
            "The night shift",
            "An auditor",
            "The canteen",
            "A customer in Oslo",
            "The printer on the second floor",
            "The legal department",
            "A student on placement",
            "The harbour office",
            "Every manager");
    private static final List<String> VERBS = List.of(
            "reports",
            "postpones",
            "refuses",
            "confirms",
            "translates",
            "repairs",
            "forgets",
            "measures",
            "insures",
            "orders",
            "audits",
            "ships");
    private static final List<String> OBJECTS = List.of(
            "the quarterly numbers",
            "forty crates of oranges",
            "the lease of the warehouse",
            "a replacement turbine",
            "the travel expenses",
            "the holiday calendar",
            "a broken coffee machine",
            "the privacy notice",
            "two hundred helmets",
            "the fire drill",
            "the price list",
            "a crane with a long boom",
            "the wind forecast",
            "an old violin",
            "the water bill",
            "the staff survey");
    private static final List<String> TIMES = List.of(
            "before Thursday",
            "in the spring",
            "after the merger",
            "at the end of the month",
            "during the strike",
            "without notice",
            "for the third time",
            "by registered mail",
            "once the road is open",
            "as agreed in Lyon");

    private final Random random;

    Sentences(long seed) {
        this.random = new Random(seed);
    }

    String next() {
        return "%s %s %s %s.".formatted(any(SUBJECTS), any(VERBS), any(OBJECTS), any(TIMES));
    }

    String question() {
        return "Who %s %s %s?".formatted(any(VERBS), any(OBJECTS), any(TIMES));
    }

    /** A word of those that the library has beside its sentences, frequent or rare. */
    String word() {
        return "w" + (int) (50 * Math.pow(400, random.nextDouble()));
    }

    private String any(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
