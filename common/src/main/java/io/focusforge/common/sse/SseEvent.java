package io.focusforge.common.sse;

/** One frame of a {@code text/event-stream} (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
public record SseEvent(String id, String event, String data) {
    public static final String MEDIA_TYPE = "text/event-stream";
    /** Sent while there is nothing to say, so that no proxy closes the connection. */
    public static final String KEEP_ALIVE = ": keep-alive\n\n";

    public SseEvent {
        if (id != null && containsLineBreak(id) || event != null && containsLineBreak(event)) {
            throw new IllegalArgumentException("id and event are single lines");
        }
    }

    public static SseEvent data(String data) {
        return new SseEvent(null, null, data);
    }

    public String encode() {
        var frame = new StringBuilder(data.length() + 64);
        if (id != null) {
            frame.append("id: ").append(id).append('\n');
        }
        if (event != null) {
            frame.append("event: ").append(event).append('\n');
        }
        data.lines().forEach(line -> frame.append("data: ").append(line).append('\n'));
        return frame.append('\n').toString();
    }

    private static boolean containsLineBreak(String text) {
        return text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
    }
}
