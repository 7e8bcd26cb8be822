package io.focusforge.bench.memory;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Normalised discounted cumulative gain over the first ten (Järvelin and Kekäläinen, 2002), the gain being the grade: of each question.
 */
record Ndcg(List<Double> perQuestion) {
    private static final int DEPTH = 10;
    private static final int SAMPLES = 2000;
    private static final double OUTSIDE = 0.025;

    static Ndcg of(Cranfield collection, List<List<Integer>> found) {
        return new Ndcg(IntStream.range(0, collection.questions().size())
                .mapToObj(i -> ndcg(found.get(i), collection.grades().getOrDefault(i + 1, Map.of())))
                .toList());
    }

    double mean() {
        return perQuestion.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /** The interval that holds 95 % of the means of resampled questions, and the mean between. */
    List<Double> interval() {
        var random = new Random(1);
        var means = IntStream.range(0, SAMPLES)
                .mapToDouble(sample -> random.ints(perQuestion.size(), 0, perQuestion.size())
                        .mapToDouble(perQuestion::get)
                        .average()
                        .orElseThrow())
                .sorted()
                .toArray();
        return List.of(means[(int) (SAMPLES * OUTSIDE)], mean(), means[(int) (SAMPLES * (1 - OUTSIDE))]);
    }

    private static double ndcg(List<Integer> found, Map<Integer, Integer> grades) {
        var best =
                gain(grades.values().stream().sorted(Comparator.reverseOrder()).toList());
        return best == 0
                ? 0
                : gain(found.stream().map(id -> grades.getOrDefault(id, 0)).toList()) / best;
    }

    private static double gain(List<Integer> grades) {
        return IntStream.range(0, Math.min(DEPTH, grades.size()))
                .mapToDouble(i -> grades.get(i) * Math.log(2) / Math.log(i + 2))
                .sum();
    }
}
