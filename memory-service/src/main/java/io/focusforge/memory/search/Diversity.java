package io.focusforge.memory.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Maximal marginal relevance (Carbonell and Goldstein, 1998): the next is always the one with the highest score after what it repeats of
 * those before it is taken off.
 *
 * @param share 0 to 1: how much of the decision goes by what is new
 */
record Diversity(double share) {
    /** The best {@code count} in their new order, and then the rest in their old one. */
    List<Ranked> order(List<Ranked> ranked, int count) {
        if (share == 0 || ranked.size() < 2) {
            return ranked;
        }
        var left = new ArrayList<>(ranked);
        var nearest = new ArrayList<>(Collections.nCopies(ranked.size(), 0.0));
        var chosen = new ArrayList<Ranked>(ranked.size());
        while (chosen.size() < count && !left.isEmpty()) {
            var next = next(left, nearest);
            nearest.remove(next);
            chosen.add(left.remove(next));
            compare(left, nearest, chosen.getLast());
        }
        chosen.addAll(left);
        return chosen;
    }

    private int next(List<Ranked> left, List<Double> nearest) {
        var best = 0;
        for (var i = 1; i < left.size(); i++) {
            if (value(left.get(i), nearest.get(i)) > value(left.get(best), nearest.get(best))) {
                best = i;
            }
        }
        return best;
    }

    private double value(Ranked ranked, double nearest) {
        return (1 - share) * ranked.score() - share * nearest;
    }

    private static void compare(List<Ranked> left, List<Double> nearest, Ranked chosen) {
        for (var i = 0; i < left.size(); i++) {
            nearest.set(i, Math.max(nearest.get(i), similarity(left.get(i).candidate(), chosen.candidate())));
        }
    }

    private static double similarity(Candidate one, Candidate other) {
        return one.embedding().isPresent() && other.embedding().isPresent()
                ? one.embedding().get().similarity(other.embedding().get())
                : 0;
    }
}
