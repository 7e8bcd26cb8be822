package io.focusforge.images;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.atomic.DoubleAdder;

/** What is going on: on a terminal one line that changes, and a line for each thing done. */
final class BuildProgress {
    private static final String REPLACE = "\r\u001b[2K";

    private final PrintStream out;
    private final boolean terminal;
    private final DoubleAdder done = new DoubleAdder();
    private volatile String current = "";
    private volatile int shown;
    private long begun;

    BuildProgress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Something begins that takes a while. */
    void begin(String what) {
        current = what;
        done.reset();
        shown = 0;
        begun = System.nanoTime();
        if (terminal) {
            out.print(REPLACE + "  " + what);
            out.flush();
        }
    }

    /** A part of it is done, as a fraction of all. Called by several threads. */
    void advance(double fraction) {
        done.add(fraction);
        var percent = (int) (done.sum() * 100);
        if (terminal && percent > shown) {
            shown = percent;
            out.print("%s  %s %d %%".formatted(REPLACE, current, Math.min(percent, 100)));
            out.flush();
        }
    }

    /** It is done. */
    void end(String result) {
        var seconds = Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1e3;
        line("%s  %s  %.1f s".formatted(terminal ? REPLACE : "", result, seconds));
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }
}
