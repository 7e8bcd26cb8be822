package io.focusforge.ai.cache;

import io.focusforge.ai.step.Step;
import io.vertx.core.Future;
import java.io.ByteArrayOutputStream;
import java.util.function.BiConsumer;

/**
 * Takes an answer on its way to the client. Only what ended well is kept, and those who wait for it are told in any case: close it
 * when the call is over.
 */
public final class Recording implements AutoCloseable {
    /** For an answer that is not kept, and for which nobody waits. */
    static final Recording NONE = new Recording(0, (body, origin) -> {}, tooLarge -> {});

    /** Told when nothing is kept. */
    @FunctionalInterface
    interface Lost {
        void because(boolean tooLarge);
    }

    private final int longest;
    private final BiConsumer<byte[], Origin> kept;
    private final Lost lost;
    private ByteArrayOutputStream stream = new ByteArrayOutputStream(0);
    private boolean over;

    Recording(int longest, BiConsumer<byte[], Origin> kept, Lost lost) {
        this.longest = longest;
        this.kept = kept;
        this.lost = lost;
    }

    /** Whether bytes of a stream are to be given to it. */
    public boolean listens() {
        return longest > 0 && !over;
    }

    /** The next bytes of a stream. */
    public void add(byte[] bytes) {
        if (append(bytes)) {
            lost.because(true);
        }
    }

    /** The stream has ended as it should. One that does not end with {@code [DONE]}, or holds an error, is not kept all the same. */
    public Future<Void> ended(Origin origin) {
        var bytes = recorded();
        return Step.over(bytes.length, () -> StreamEnd.isClean(bytes)).map(clean -> {
            if (clean) {
                whole(bytes, origin);
            }
            return null;
        });
    }

    /** The answer has come in one piece. */
    public void whole(byte[] body, Origin origin) {
        if (finish()) {
            kept.accept(body, origin);
        }
    }

    /** Nothing is kept of what did not end well before. */
    @Override
    public void close() {
        if (finish()) {
            lost.because(false);
        }
    }

    /** @return whether it has become too large by this */
    private boolean append(byte[] bytes) {
        if (!listens()) {
            return false;
        }
        if (stream.size() + bytes.length > longest) {
            return finish();
        }
        stream.writeBytes(bytes);
        return false;
    }

    private byte[] recorded() {
        return stream.toByteArray();
    }

    private boolean finish() {
        var first = !over && longest > 0;
        over = true;
        stream = new ByteArrayOutputStream(0);
        return first;
    }
}
