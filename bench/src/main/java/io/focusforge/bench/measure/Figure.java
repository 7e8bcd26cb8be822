package io.focusforge.bench.measure;

import java.util.List;

/** One measured figure: the median of its rounds. Written to JSON as it is. */
public record Figure(String name, double value, String unit, List<Double> rounds) {
    public static Figure of(String name, String unit, List<Double> rounds) {
        return new Figure(name, median(rounds), unit, List.copyOf(rounds));
    }

    public double min() {
        return rounds.stream().mapToDouble(Double::doubleValue).min().orElse(value);
    }

    public double max() {
        return rounds.stream().mapToDouble(Double::doubleValue).max().orElse(value);
    }

    private static double median(List<Double> rounds) {
        if (rounds.isEmpty()) {
            throw new IllegalArgumentException("a figure has at least one round");
        }
        var sorted = rounds.stream().sorted().toList();
        var middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
