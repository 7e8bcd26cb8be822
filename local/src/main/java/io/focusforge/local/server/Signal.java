package io.focusforge.local.server;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What a process can be sent. PostgreSQL ends its clients' sessions on INT, would wait for them on TERM, and drops everything on QUIT. STOP freezes a
 * process until CONT.
 */
public enum Signal {
    INT,
    TERM,
    QUIT,
    KILL,
    STOP,
    CONT;

    private static final long POLL_MILLIS = 20;

    public void send(ProcessHandle process) {
        switch (this) {
            case INT, QUIT, STOP, CONT -> byShell(process.pid());
            case TERM -> process.destroy();
            case KILL -> process.destroyForcibly();
        }
    }

    /** Sends it, waits for the end, and kills what has not ended in time; says whether it has. */
    public boolean end(ProcessHandle process, Duration atMost) {
        send(process);
        return awaitEnd(process, atMost);
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
    private void byShell(long pid) {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -" + name() + " " + pid)
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
