package io.focusforge.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What processes use, with their children or without. */
public record ProcessTree(List<Long> roots, boolean withChildren) {
    private static final long MILLIS_PER_TICK = 10;

    public static ProcessTree of(long pid) {
        return new ProcessTree(List.of(pid), true);
    }

    /** CPU time so far, user and system, of those that live now, and on Linux of the roots' children that have ended. */
    public Duration cpu() {
        return processes()
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(ofEndedChildren(), Duration::plus);
    }

    /** Resident memory in MB, as {@code ps} counts it: pages shared between processes count in each. */
    public double residentMegabytes() {
        return processes().mapToLong(ProcessTree::residentKilobytes).sum() / 1024.0;
    }

    private Stream<ProcessHandle> processes() {
        return roots.stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .flatMap(process ->
                        withChildren ? Stream.concat(Stream.of(process), process.descendants()) : Stream.of(process));
    }

    private Duration ofEndedChildren() {
        return withChildren
                ? roots.stream().map(ProcessTree::ofEndedChildren).reduce(Duration.ZERO, Duration::plus)
                : Duration.ZERO;
    }

    /** {@code cutime} and {@code cstime} of proc(5); the name of the program, in parentheses, can hold blanks. */
    private static Duration ofEndedChildren(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Duration.ofMillis((Long.parseLong(fields[13]) + Long.parseLong(fields[14])) * MILLIS_PER_TICK);
        } catch (IOException e) {
            return Duration.ZERO;
        }
    }

    private static long residentKilobytes(ProcessHandle process) {
        try {
            var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(process.pid())).start();
            var output = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
            return output.isEmpty() ? 0 : Long.parseLong(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
