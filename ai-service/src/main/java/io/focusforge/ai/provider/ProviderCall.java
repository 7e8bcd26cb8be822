package io.focusforge.ai.provider;

import io.vertx.core.http.RequestOptions;

/** A request as the provider wants it, not a record, whose text would hold the key. */
final class ProviderCall<T> {
    private final String model;
    private final RequestOptions options;
    private final ProviderRequest request;
    private final AnswerReader<T> reader;

    ProviderCall(String model, RequestOptions options, ProviderRequest request, AnswerReader<T> reader) {
        this.model = model;
        this.options = options;
        this.request = request;
        this.reader = reader;
    }

    String model() {
        return model;
    }

    RequestOptions options() {
        return options;
    }

    ProviderRequest request() {
        return request;
    }

    AnswerReader<T> reader() {
        return reader;
    }
}
