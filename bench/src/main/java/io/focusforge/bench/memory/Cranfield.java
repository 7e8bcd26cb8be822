package io.focusforge.bench.memory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Cranfield collection (Cleverdon, 1967), in the form in which it is passed on: {@code cran.all.1400}, {@code cran.qry} and judgements
 * as TREC writes them, {@code qrels.trec}. A question's number is its position in its file.
 *
 * @param documents abstracts by number, those without text left out
 * @param grades by question, from 1 on, the grades of the documents that are any good
 */
record Cranfield(Map<Integer, String> documents, List<String> questions, Map<Integer, Map<Integer, Integer>> grades) {
    private static final String ITEM = "(?m)^\\.I ";
    private static final String TEXT = "(?m)^\\.W$";

    static Cranfield read(Path directory) throws IOException {
        return new Cranfield(
                documents(directory.resolve("cran.all.1400")),
                items(directory.resolve("cran.qry"))
                        .map(item -> text(item).orElseThrow())
                        .toList(),
                grades(directory.resolve("qrels.trec")));
    }

    private static Map<Integer, String> documents(Path file) throws IOException {
        var documents = new LinkedHashMap<Integer, String>();
        items(file).forEach(item -> text(item).ifPresent(text -> documents.put(number(item), text)));
        return documents;
    }

    private static Stream<String> items(Path file) throws IOException {
        return Stream.of(Files.readString(file, StandardCharsets.ISO_8859_1).split(ITEM))
                .filter(item -> !item.isBlank());
    }

    private static int number(String item) {
        return Integer.parseInt(item.lines().findFirst().orElseThrow().strip());
    }

    private static Optional<String> text(String item) {
        var parts = item.split(TEXT, 2);
        return Stream.of(parts)
                .skip(1)
                .map(text -> String.join(" ", text.strip().split("\\s+")))
                .filter(text -> !text.isBlank())
                .findFirst();
    }

    private static Map<Integer, Map<Integer, Integer>> grades(Path file) throws IOException {
        var grades = new HashMap<Integer, Map<Integer, Integer>>();
        for (var line : Files.readAllLines(file)) {
            var fields = line.strip().split("\\s+");
            grades.computeIfAbsent(Integer.valueOf(fields[0]), question -> new HashMap<>())
                    .put(Integer.valueOf(fields[2]), Integer.valueOf(fields[3]));
        }
        return grades;
    }
}
