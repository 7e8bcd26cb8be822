package io.focusforge.bench.measure;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows figures, the goals beside them: a table for people, JSON for programs. Goals are by the figures' names. */
public record Report(List<Figure> figures, Map<String, Goal> goals) {
    public void print(PrintStream out) {
        out.printf("%n| figure | goal | median | spread | unit | rounds |%n|---|--:|--:|---|---|--:|%n");
        for (var figure : figures) {
            out.printf(
                    Locale.ROOT,
                    "| %s | %s | %s | %s … %s | %s | %d |%n",
                    figure.name(),
                    goal(figure),
                    number(figure.value()),
                    number(figure.min()),
                    number(figure.max()),
                    figure.unit(),
                    figure.rounds().size());
        }
    }

    public void write(Path file) throws IOException {
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), figures);
    }

    private String goal(Figure figure) {
        var goal = goals.get(figure.name());
        if (goal == null) {
            return "";
        }
        return goal.isReachedBy(figure.value()) ? goal.toString() : goal + " missed";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }
}
