package io.focusforge.local.cli;

import java.io.PrintStream;

/** Where people read: with colours and moving lines on a terminal, plain otherwise. */
public final class Terminal {
    private static final String ESCAPE = "\u001b[";
    private static final int DEFAULT_WIDTH = 80;
    private static final int WIDEST = 100;

    private final PrintStream out;
    private final boolean interactive;
    private final int width;

    public Terminal(PrintStream out, boolean interactive, int width) {
        this.out = out;
        this.interactive = interactive;
        this.width = Math.clamp(width, 60, WIDEST);
    }

    /** As the script found it; {@code NO_COLOR} is honoured. */
    static Terminal standard() {
        return new Terminal(
                System.out,
                Boolean.getBoolean("focusforge.tty") && System.getenv("NO_COLOR") == null,
                Integer.getInteger("focusforge.columns", DEFAULT_WIDTH));
    }

    boolean interactive() {
        return interactive;
    }

    public int width() {
        return width;
    }

    public void line(String text) {
        out.println(text);
        out.flush();
    }

    /** Goes back up over lines that were printed, to print them anew. */
    void up(int lines) {
        if (lines > 0) {
            out.print(ESCAPE + lines + "A");
        }
    }

    /** Replaces the line that the cursor is on. */
    void replaceLine(String text) {
        out.println(ESCAPE + "2K\r" + text);
        out.flush();
    }

    public String bold(String text) {
        return style("1", text);
    }

    public String dim(String text) {
        return style("2", text);
    }

    public String green(String text) {
        return style("32", text);
    }

    public String yellow(String text) {
        return style("33", text);
    }

    public String red(String text) {
        return style("31", text);
    }

    public String cyan(String text) {
        return style("36", text);
    }

    private String style(String code, String text) {
        return interactive ? ESCAPE + code + "m" + text + ESCAPE + "0m" : text;
    }
}
