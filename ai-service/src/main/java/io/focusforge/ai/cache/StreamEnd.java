package io.focusforge.ai.cache;

import java.nio.charset.StandardCharsets;

/** Whether a recorded event stream is a whole answer: it ends with {@code [DONE]}, and nothing in it is an error. */
final class StreamEnd {
    private StreamEnd() {}

    static boolean isClean(byte[] stream) {
        var text = new String(stream, StandardCharsets.ISO_8859_1).stripTrailing();
        var last = text.substring(text.lastIndexOf('\n') + 1);
        return last.matches("data: ?\\[DONE]") && !hasError(text);
    }

    private static boolean hasError(String text) {
        return text.startsWith("event: error")
                || text.contains("\nevent: error")
                || text.lines().anyMatch(line -> line.matches("data: ?\\{\\s*\"error\"\\s*:.*"));
    }
}
