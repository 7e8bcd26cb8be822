package io.focusforge.bench.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How many connections one process can pass on here: each takes two of the open files that the system allows it. */
record OpenFiles(long most) {
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final String LINE = "Max open files";
    /** Libraries, listeners, databases. */
    private static final long OTHERS = 400;

    static OpenFiles here() {
        try {
            return Files.exists(LIMITS) ? of(Files.readAllLines(LIMITS)) : new OpenFiles(Long.MAX_VALUE);
        } catch (IOException e) {
            return new OpenFiles(Long.MAX_VALUE);
        }
    }

    /** The hard limit, which JVMs and Node take for themselves. */
    static OpenFiles of(List<String> limits) {
        return limits.stream()
                .filter(line -> line.startsWith(LINE))
                .map(line -> line.substring(LINE.length()).strip().split("\\s+")[1])
                .filter(hard -> !hard.equals("unlimited"))
                .map(hard -> new OpenFiles(Long.parseLong(hard)))
                .findFirst()
                .orElse(new OpenFiles(Long.MAX_VALUE));
    }

    int connections(int wanted) {
        return (int) Math.clamp((most - OTHERS) / 2, 1, wanted);
    }
}
