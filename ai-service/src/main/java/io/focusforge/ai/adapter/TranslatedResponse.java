package io.focusforge.ai.adapter;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** An answer whose bytes are translated on the way. */
final class TranslatedResponse extends DelegatingResponse {
    private final Translation translation;
    private final Runnable progress;
    private final Consumer<Throwable> failed;
    private Handler<Buffer> reader = bytes -> {};
    private boolean broken;

    TranslatedResponse(HttpClientResponse raw, Translation translation, Runnable progress, Consumer<Throwable> failed) {
        super(raw);
        this.translation = translation;
        this.progress = progress;
        this.failed = failed;
    }

    @Override
    public HttpClientResponse handler(Handler<Buffer> handler) {
        reader = handler;
        raw.handler(chunk -> handOn(() -> translation.add(chunk)));
        return this;
    }

    @Override
    public HttpClientResponse endHandler(Handler<Void> handler) {
        raw.endHandler(end -> {
            handOn(translation::end);
            if (!broken) {
                handler.handle(end);
            }
        });
        return this;
    }

    private void handOn(Supplier<Buffer> translated) {
        if (broken) {
            return;
        }
        progress.run();
        try {
            var bytes = translated.get();
            if (bytes.length() > 0) {
                reader.handle(bytes);
            }
            if (translation.failure() != null) {
                throw translation.failure();
            }
        } catch (RuntimeException e) {
            broken = true;
            failed.accept(e);
        }
    }
}
