package io.focusforge.local.server;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/**
 * Starts programs, also those that this process has just unpacked. Until a child that another thread forked meanwhile has closed its copy of the
 * file, the system takes the program for one that is still written, and does not run it (ETXTBSY; golang/go issue 22315).
 */
public final class Launch {
    private static final String BUSY = "error: 26";
    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Launch() {}

    /** @throws IOException when the program cannot be run, also not after some seconds */
    public static Process start(ProcessBuilder program) throws IOException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return program.start();
            } catch (IOException e) {
                if (!String.valueOf(e.getMessage()).contains(BUSY) || System.nanoTime() > deadline) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a program was busy");
        }
    }
}
