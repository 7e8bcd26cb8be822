package io.focusforge.ai.adapter;

import io.focusforge.ai.provider.BoundedBody;
import io.focusforge.ai.provider.UpstreamFailure;
import io.focusforge.ai.provider.UpstreamFailure.Kind;
import io.vertx.core.buffer.Buffer;
import java.util.function.UnaryOperator;

/** An answer in one piece: translated when it has come as a whole. */
final class WholeTranslation implements Translation {
    private final Buffer body = Buffer.buffer();
    private final UnaryOperator<Buffer> translate;

    WholeTranslation(UnaryOperator<Buffer> translate) {
        this.translate = translate;
    }

    @Override
    public Buffer add(Buffer chunk) {
        if (body.length() + chunk.length() > BoundedBody.MOST) {
            throw new UpstreamFailure(Kind.BROKEN, "more than %d bytes".formatted(BoundedBody.MOST));
        }
        body.appendBuffer(chunk);
        return NOTHING;
    }

    @Override
    public Buffer end() {
        return translate.apply(body);
    }
}
