package io.focusforge.orchestrator.taskapi;

/** How large the fields of a task may be, in UTF-16 characters. */
final class Limits {
    static final int TITLE = 500;
    static final int DESCRIPTION = 20_000;
    static final int LABEL = 50;
    static final int LABELS = 20;
    static final int REMINDERS = 10;
    /** Postgres does not store U+0000, and half a surrogate pair is no character. */
    static final String PLAIN = "[^\\x00\\x{D800}-\\x{DFFF}]*+";

    static final String PLAIN_MESSAGE = "must not contain the character U+0000, nor half of a surrogate pair";
    static final String TITLE_MESSAGE = "must have 1 to 500 characters";
    static final String BLANK_MESSAGE = "must not be blank: say in 1 to 500 characters what is to be done";
    static final String DESCRIPTION_MESSAGE = "must have at most 20,000 characters";
    static final String LABEL_MESSAGE = "must have 1 to 50 characters";
    static final String LABELS_MESSAGE = "must have at most 20 elements";

    private Limits() {}
}
