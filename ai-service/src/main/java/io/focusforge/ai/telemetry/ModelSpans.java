package io.focusforge.ai.telemetry;

import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.provider.Providers;
import io.focusforge.common.trace.TraceContext;
import io.focusforge.common.trace.TracingConfig;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.UUID;

/**
 * Makes the spans of model calls (https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-spans/). While tracing is disabled it makes
 * nothing at all.
 */
@Singleton
public class ModelSpans {
    private final boolean off;
    private final Tracer tracer;
    private final Providers providers;

    ModelSpans(TracingConfig config, Tracer tracer, Providers providers) {
        this.off = config.disabled();
        this.tracer = tracer;
        this.providers = providers;
    }

    public boolean areOff() {
        return off;
    }

    /** A call that begins now, under the span that is open, or else in the trace of the current thread. */
    public ModelSpan begin(Operation operation, ProviderModel model, UUID tenant) {
        return off ? ModelSpan.NONE : start(place(builder(operation, model, tenant), model));
    }

    /** An answer that was given before: nobody is called. */
    public ModelSpan again(Operation operation, ProviderModel model, UUID tenant) {
        return off ? ModelSpan.NONE : start(builder(operation, model, tenant));
    }

    private SpanBuilder builder(Operation operation, ProviderModel model, UUID tenant) {
        return tracer.spanBuilder(operation.code() + ' ' + model.model())
                .setParent(parent())
                .setAttribute(GenAi.OPERATION, operation.code())
                .setAttribute(GenAi.PROVIDER, model.provider())
                .setAttribute(GenAi.REQUEST_MODEL, model.model())
                .setAttribute(TraceContext.TENANT, tenant.toString());
    }

    private static ModelSpan start(SpanBuilder span) {
        return ModelSpan.of(span.startSpan());
    }

    private SpanBuilder place(SpanBuilder span, ProviderModel model) {
        var provider = providers.get(model.provider());
        return provider == null
                ? span
                : at(span.setSpanKind(SpanKind.CLIENT), provider.config().baseUrl());
    }

    private static SpanBuilder at(SpanBuilder span, URI url) {
        var usual = url.getScheme().equals("https") ? 443 : 80;
        return span.setAttribute(GenAi.ADDRESS, url.getHost())
                .setAttribute(GenAi.PORT, (long) (url.getPort() < 0 ? usual : url.getPort()));
    }

    private static Context parent() {
        var here = Context.current();
        return Span.fromContext(here).getSpanContext().isValid()
                ? here
                : here.with(Span.wrap(TraceContext.current().asParent()));
    }
}
