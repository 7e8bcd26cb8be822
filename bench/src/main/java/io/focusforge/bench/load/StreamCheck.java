package io.focusforge.bench.load;

/** Reads one event stream whose frames carry the numbers from 0 on as their content, and says whether all are there, in order. */
public final class StreamCheck {
    private static final String END_OF_FRAME = "\n\n";
    private static final String CONTENT = "\"content\":\"";
    private static final String DONE = "data: [DONE]";

    private String pending = "";
    private int frames;
    private boolean inOrder = true;
    private boolean done;

    /** Takes what has come, however it was cut on the way. */
    public void add(String chunk) {
        var text = pending + chunk;
        var from = 0;
        for (var end = text.indexOf(END_OF_FRAME); end >= 0; end = text.indexOf(END_OF_FRAME, from)) {
            frame(text, from, end);
            from = end + END_OF_FRAME.length();
        }
        pending = text.substring(from);
    }

    /** Frames with content, so far. */
    public int frames() {
        return frames;
    }

    public boolean isInOrder() {
        return inOrder;
    }

    /** Whether the stream had so many frames, and its end. */
    public boolean isWhole(int expectedFrames) {
        return inOrder && done && frames == expectedFrames && pending.isEmpty();
    }

    private void frame(String text, int from, int end) {
        var content = text.indexOf(CONTENT, from);
        if (content >= 0 && content < end) {
            inOrder &= !done && text.startsWith(frames + " \"", content + CONTENT.length());
            frames++;
        } else if (text.startsWith(DONE, from)) {
            inOrder &= !done;
            done = true;
        }
    }
}
