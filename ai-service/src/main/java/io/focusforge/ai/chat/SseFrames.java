package io.focusforge.ai.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.focusforge.ai.provider.UpstreamFailure;
import io.focusforge.ai.provider.UpstreamFailure.Kind;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;

/**
 * Cuts an event stream into frames, so that the client gets whole ones only, however they were cut on the way: what follows a break is
 * then never glued to half a frame.
 */
final class SseFrames {
    static final int LONGEST_FRAME = 4 * 1024 * 1024;
    /** More than any model says: a stream that does not end is not handed on for ever. */
    static final long LONGEST_STREAM = 64L * 1024 * 1024;

    private static final byte[] NOTHING = {};
    private static final byte[] DATA = "data:".getBytes(UTF_8);

    private final DataReader reader;
    private byte[] pending = NOTHING;
    private long received;

    SseFrames(DataReader reader) {
        this.reader = reader;
    }

    /** Takes what stands behind {@code data:}. */
    interface DataReader {
        /** @return false when neither this frame nor anything behind it is to be handed on */
        boolean read(byte[] bytes, int from, int to);
    }

    /**
     * @return the frames that are whole now, as they came; may be empty
     * @throws UpstreamFailure when a frame, or the stream, is too long
     */
    Buffer add(Buffer chunk) {
        received += chunk.length();
        if (received > LONGEST_STREAM) {
            throw new UpstreamFailure(Kind.BROKEN, "a stream of more than %d bytes".formatted(LONGEST_STREAM));
        }
        var known = pending.length;
        var bytes = known == 0 ? chunk.getBytes() : joined(chunk);
        var end = lastFrameEnd(bytes, Math.max(0, known - 2));
        pending = end == bytes.length ? NOTHING : Arrays.copyOfRange(bytes, end, bytes.length);
        if (pending.length > LONGEST_FRAME) {
            throw new UpstreamFailure(Kind.BROKEN, "a frame of more than %d bytes".formatted(LONGEST_FRAME));
        }
        var wanted = read(bytes, end);
        return known == 0 && wanted == chunk.length()
                ? chunk
                : Buffer.buffer(wanted).appendBytes(bytes, 0, wanted);
    }

    /** What has come of a frame that has not ended. */
    String rest() {
        return new String(pending, UTF_8).strip();
    }

    private byte[] joined(Buffer chunk) {
        var bytes = Arrays.copyOf(pending, pending.length + chunk.length());
        chunk.getBytes(bytes, pending.length);
        return bytes;
    }

    private static int lastFrameEnd(byte[] bytes, int from) {
        for (var i = bytes.length - 1; i > from; i--) {
            if (bytes[i] == '\n' && isLineEnd(bytes, i - 1)) {
                return i + 1;
            }
        }
        return 0;
    }

    /** Whether a line ends before {@code at}, or with a carriage return at it. */
    private static boolean isLineEnd(byte[] bytes, int at) {
        return bytes[at] == '\n' || bytes[at] == '\r' && at > 0 && bytes[at - 1] == '\n';
    }

    /** @return where the last frame ends that is to be handed on */
    private int read(byte[] bytes, int end) {
        var frame = 0;
        var line = 0;
        for (var i = 0; i < end; i++) {
            if (bytes[i] != '\n') {
                continue;
            }
            if (isBlank(bytes, line, i)) {
                frame = i + 1;
            } else if (isData(bytes, line, i) && !reader.read(bytes, line + DATA.length, i)) {
                return frame;
            }
            line = i + 1;
        }
        return end;
    }

    private static boolean isBlank(byte[] bytes, int from, int to) {
        return from == to || from + 1 == to && bytes[from] == '\r';
    }

    private static boolean isData(byte[] bytes, int from, int to) {
        return to - from >= DATA.length && Arrays.equals(bytes, from, from + DATA.length, DATA, 0, DATA.length);
    }
}
