package io.focusforge.local.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a server's process has printed. */
record ServerLog(Path file) {
    private static final Pattern REASON =
            Pattern.compile("FATAL|PANIC|ERROR|Fatal|Bad file|not writ|No space|crashed by|ASSERTION");
    private static final int LAST_WORDS = 60;

    /** The first line that looks like the reason of a failure, or the last one when none does. */
    Optional<String> reason() {
        var lines = lines();
        return lines.stream()
                .filter(line -> REASON.matcher(line).find())
                .findFirst()
                .or(() -> lines.isEmpty() ? Optional.empty() : Optional.of(lines.getLast()))
                .map(line -> line.replaceFirst("^.*?(FATAL|PANIC|ERROR): +", ""));
    }

    /** Sixty lines at most: from the last that looks like the reason of a failure on, and what was before the end when none does. */
    String lastWords() {
        var lines = lines();
        var end = Math.max(0, lines.size() - LAST_WORDS);
        var from = end;
        for (var line = 0; line < end; line++) {
            if (REASON.matcher(lines.get(line)).find()) {
                from = line;
            }
        }
        return lines.stream().skip(from).limit(LAST_WORDS).collect(Collectors.joining("\n"));
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
