package io.focusforge.local.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** A process, and not another one that got its number later. */
public record ProcessIdentity(long pid, long startedAt) {
    public static ProcessIdentity of(ProcessHandle process) {
        return new ProcessIdentity(process.pid(), startMillis(process));
    }

    public static ProcessIdentity current() {
        return of(ProcessHandle.current());
    }

    static ProcessIdentity parse(String text) {
        var parts = text.strip().split(" ", 2);
        return new ProcessIdentity(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }

    static Optional<ProcessIdentity> read(Path file) {
        try {
            return Files.exists(file) ? Optional.of(parse(Files.readString(file))) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** The process, as long as it lives. */
    public Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessIdentity::runs).filter(found -> startMillis(found) == startedAt);
    }

    /** A dead process whose parent has not asked for its end yet counts as alive to the system; it has no program any more. */
    static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    public boolean alive() {
        return process().isPresent();
    }

    @Override
    public String toString() {
        return pid + " " + startedAt;
    }

    private static long startMillis(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
