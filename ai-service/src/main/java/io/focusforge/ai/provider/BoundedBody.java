package io.focusforge.ai.provider;

import io.focusforge.ai.provider.UpstreamFailure.Kind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;

/** A whole answer in memory, up to a size that no model reaches. */
public final class BoundedBody {
    public static final int MOST = 16 * 1024 * 1024;

    private BoundedBody() {}

    public static Future<Buffer> read(HttpClientResponse response) {
        var body = Buffer.buffer();
        Promise<Buffer> done = Promise.promise();
        response.exceptionHandler(e -> done.tryFail(new UpstreamFailure(Kind.BROKEN, "cut off: " + e)));
        response.endHandler(end -> done.tryComplete(body));
        response.handler(chunk -> {
            if (body.length() + chunk.length() > MOST) {
                done.tryFail(new UpstreamFailure(Kind.BROKEN, "more than %d bytes".formatted(MOST)));
            } else {
                body.appendBuffer(chunk);
            }
        });
        return done.future();
    }
}
