package io.focusforge.worker.handler;

/** Takes what a handler says of an attempt while it goes on. Never blocks, and never fails for want of a database. */
public interface JobReport {
    /** For whoever does not want to know. */
    JobReport NONE = new JobReport() {
        @Override
        public void progress(int percent, String message) {}

        @Override
        public void log(String line) {}
    };

    /** @throws IllegalArgumentException when {@code percent} is not within 0 to 100 */
    void progress(int percent, String message);

    void log(String line);
}
