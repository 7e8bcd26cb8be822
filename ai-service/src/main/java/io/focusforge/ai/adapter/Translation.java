package io.focusforge.ai.adapter;

import io.focusforge.ai.provider.UpstreamFailure;
import io.vertx.core.buffer.Buffer;

/** Turns the bytes of one answer into OpenAI's, as they come. */
interface Translation {
    Buffer NOTHING = Buffer.buffer();

    /**
     * Takes what has come, and gives what follows from it.
     *
     * @throws UpstreamFailure when the answer is none
     */
    Buffer add(Buffer chunk);

    /** What is wrong with what came last, when something before it was right and was given; null when nothing is. */
    default UpstreamFailure failure() {
        return null;
    }

    /** Nothing more comes. */
    Buffer end();
}
