package io.focusforge.ai.provider;

import io.focusforge.ai.step.Step;
import io.focusforge.common.trace.TraceContext;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.List;

/** Where and how a provider is called; worked out once, copied for each call. */
final class ProviderEndpoint {
    private final ProviderConfig config;
    private final Dialect dialect;
    private final RequestOptions template;
    private final String basePath;

    ProviderEndpoint(ProviderConfig config, Dialect dialect) {
        this.config = config;
        this.dialect = dialect;
        template = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(config.baseUrl().toString())
                .setConnectTimeout(config.connectTimeout().toMillis())
                .putHeader("Content-Type", "application/json")
                .putHeader("User-Agent", "FocusForge");
        dialect.headers(config).forEach(template::putHeader);
        config.headers().orElse(List.of()).forEach(header -> add(header.get()));
        basePath = template.getURI().replaceFirst("/+$", "");
    }

    /** Fails as {@link io.focusforge.common.problem.ProblemException} when it cannot be asked of this provider. */
    <T> Future<ProviderCall<T>> call(String model, ProviderRequest request, AnswerReader<T> reader) {
        var options = options(model, request, reader);
        return Step.over(request.body().length(), () -> dialect.translate(request.body(), reader, config))
                .map(translated ->
                        new ProviderCall<>(model, options, request.with(translated.body()), translated.reader()));
    }

    private RequestOptions options(String model, ProviderRequest request, AnswerReader<?> reader) {
        var uri = basePath + dialect.path(request.path(), model, config);
        var options = new RequestOptions(template)
                .setURI(uri)
                .putHeader("Accept", reader.isStream() ? "text/event-stream" : "application/json");
        if (config.propagateTrace()) {
            options.putHeader(TraceContext.HEADER, TraceContext.current().traceparent());
        }
        return options;
    }

    /** @throws IllegalArgumentException without the value, which may be a secret */
    private void add(String header) {
        var colon = header.indexOf(':');
        var name = header.substring(0, Math.max(0, colon)).strip();
        var value = header.substring(colon + 1).strip();
        if (!name.matches("[A-Za-z0-9_-]+") || !value.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
            throw new IllegalArgumentException("a header of a provider is not 'Name: value' in ASCII");
        }
        template.putHeader(name, value);
    }
}
