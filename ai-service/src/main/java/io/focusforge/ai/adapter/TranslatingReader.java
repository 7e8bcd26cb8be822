package io.focusforge.ai.adapter;

import io.focusforge.ai.provider.AnswerReader;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientResponse;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Lets a reader of OpenAI's answers read those of another provider. */
final class TranslatingReader<T> implements AnswerReader<T> {
    private final AnswerReader<T> reader;
    private final Supplier<Translation> translations;
    private volatile long lastBytes;

    TranslatingReader(AnswerReader<T> reader, Supplier<Translation> translations) {
        this.reader = reader;
        this.translations = translations;
    }

    @Override
    public Future<T> read(HttpClientResponse response) {
        Promise<T> end = Promise.promise();
        reader.read(new TranslatedResponse(response, translations.get(), this::progress, end::tryFail))
                .onSuccess(end::tryComplete)
                .onFailure(end::tryFail);
        return end.future();
    }

    @Override
    public boolean isStream() {
        return reader.isStream();
    }

    @Override
    public boolean hasBegun() {
        return reader.hasBegun();
    }

    /** A model that thinks sends something, of which nothing is part of the answer. */
    @Override
    public long lastProgress() {
        var ofAnswer = reader.lastProgress();
        return ofAnswer - lastBytes > 0 ? ofAnswer : lastBytes;
    }

    private void progress() {
        lastBytes = System.nanoTime();
    }

    @Override
    public OptionalLong tokensUsed() {
        return reader.tokensUsed();
    }
}
