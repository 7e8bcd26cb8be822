package io.focusforge.common.erasure;

/** What one feature keeps of people. A bean of each such feature implements it. */
public interface SubjectData {
    /** What it is called in receipts, such as {@code jobs}: of letters, digits and {@code -}, one name for each feature of a service. */
    String place();

    /**
     * Erases some of it. Harmless when it is done again, and when it is interrupted at any point.
     *
     * @param atMost about how many items at once, so that a step stays short
     */
    Erased erase(DataSubject subject, int atMost);
}
