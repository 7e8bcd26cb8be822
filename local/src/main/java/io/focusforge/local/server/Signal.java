package io.focusforge.local.server;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How a process is asked to end: PostgreSQL ends its clients' sessions on INT, and would wait for them on TERM. */
public enum Signal {
    INT,
    TERM,
    KILL;

    private static final long POLL_MILLIS = 20;

    public void send(ProcessHandle process) {
        switch (this) {
            case INT -> interrupt(process.pid());
            case TERM -> process.destroy();
            case KILL -> process.destroyForcibly();
        }
    }

    /** Waits for the end, and kills what has not ended in time; says whether it has. */
    public static boolean awaitEnd(ProcessHandle process, Duration atMost) {
        var deadline = System.nanoTime() + atMost.toNanos();
        try {
            while (ProcessIdentity.runs(process) && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !ProcessIdentity.runs(process) || !process.destroyForcibly();
    }

    // The shell's own kill: not every machine has the program.
    private static void interrupt(long pid) {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -INT " + pid)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new LocalFailure("/bin/sh cannot be run: %s.".formatted(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
