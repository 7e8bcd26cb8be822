package io.focusforge.bench.measure;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Shows figures: a table for people, JSON for programs. */
public record Report(List<Figure> figures) {
    public void print(PrintStream out) {
        out.printf("%n| figure | median | spread | unit | rounds |%n|---|--:|---|---|--:|%n");
        for (var figure : figures) {
            out.printf(
                    Locale.ROOT,
                    "| %s | %s | %s … %s | %s | %d |%n",
                    figure.name(),
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

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }
}
