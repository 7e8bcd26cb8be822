package io.focusforge.orchestrator.conversation;

/**
 * An event as it is in Redis.
 *
 * @param from how much of the answer comes before it
 * @param after how much of it has been told with it
 */
record Entry(Position from, Position after, String frame) {
    String write() {
        return from.id() + " " + after.id() + "\n" + frame;
    }

    static Entry read(String text) {
        var line = text.indexOf('\n');
        var blank = text.indexOf(' ');
        return new Entry(
                Position.of(text.substring(0, blank)),
                Position.of(text.substring(blank + 1, line)),
                text.substring(line + 1));
    }
}
