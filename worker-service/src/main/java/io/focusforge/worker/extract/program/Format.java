package io.focusforge.worker.extract.program;

import java.nio.file.Path;

/** A way to read a kind of file. */
interface Format {
    About read(Path file, Draft draft) throws Exception;

    /**
     * What a file says of itself; each may be null.
     *
     * @param damaged whether parts of it could not be read
     */
    record About(String title, String language, boolean damaged) {
        static final About NOTHING = new About(null, null, false);
        private static final int LONGEST_TITLE = 300;

        String title(String otherwise) {
            var given = title == null ? "" : Characters.line(title);
            var chosen =
                    given.isEmpty() || given.matches("(?i)untitled.*|microsoft word - .*|.*\\.(docx?|pdf|tex|dvi|indd)")
                            ? otherwise
                            : given;
            return chosen.length() > LONGEST_TITLE
                    ? chosen.substring(0, LONGEST_TITLE).strip()
                    : chosen;
        }
    }
}
