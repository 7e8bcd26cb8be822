package io.focusforge.orchestrator.grounding;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.call.Service;
import io.focusforge.common.call.ServiceAnswer;
import io.focusforge.common.call.ServiceCall;
import io.focusforge.common.call.ServiceClient;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.identity.Scopes;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/** Finds out whether what is stored says what a model says that it says. */
@ApplicationScoped
@RegisterForReflection(
        targets = {
            Citations.Verdicts.class,
            Citations.Verdict.class,
            Citations.Remembered.class,
            Citation.class,
            Citation.Span.class
        })
public class Citations {
    private static final Logger LOG = Logger.getLogger(Citations.class);
    private static final int OK = 200;

    private final ServiceClient client;
    private final GroundingConfig config;
    private final ObjectMapper json;

    Citations(ServiceClient client, GroundingConfig config, ObjectMapper json) {
        this.client = client;
        this.config = config;
        this.json = json;
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Verdicts(List<Verdict> items) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Verdict(boolean valid, Integer version, Integer page, Citation.Span span) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Remembered(String text) {}

    /** Never fails: what cannot be checked in time is no citation. It has no place in the text yet. */
    CompletableFuture<Optional<Citation>> check(Caller caller, Source source, String quote) {
        if (!Quotation.isIn(source.text(), quote)) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        var found =
                switch (source) {
                    case Source.Passage passage -> inChunk(caller, passage, quote);
                    case Source.Memory memory -> inMemory(caller, memory, quote);
                };
        return found.exceptionally(failure -> {
            LOG.warnf("A citation cannot be checked, and is left out: %s", failure);
            return Optional.empty();
        });
    }

    private CompletableFuture<Optional<Citation>> inChunk(Caller caller, Source.Passage passage, String quote) {
        var inner = new Caller(caller.tenant(), caller.user(), Set.of(Scopes.INTERNAL), null);
        var claims = json.createObjectNode();
        claims.putArray("citations")
                .addObject()
                .put("chunk", passage.chunk().toString())
                .put("quote", quote);
        var call = ServiceCall.post(
                Service.MEMORY,
                "/internal/citations/check",
                inner,
                Buffer.buffer(claims.toString()),
                config.checkTimeout());
        return client.send(call).thenApply(answer -> of(passage, quote, read(answer, Verdicts.class)));
    }

    private CompletableFuture<Optional<Citation>> inMemory(Caller caller, Source.Memory memory, String quote) {
        var path = "/api/v1/memories/" + memory.memory();
        return client.send(ServiceCall.get(Service.MEMORY, path, caller, config.checkTimeout()))
                .thenApply(
                        answer -> Quotation.isIn(read(answer, Remembered.class).text(), quote)
                                ? Optional.of(of(memory.memory(), quote))
                                : Optional.empty());
    }

    private static Optional<Citation> of(Source.Passage passage, String quote, Verdicts verdicts) {
        return verdicts.items().stream()
                .filter(Verdict::valid)
                .findFirst()
                .map(verdict -> new Citation(
                        0,
                        0,
                        quote,
                        null,
                        passage.document(),
                        verdict.version(),
                        passage.title(),
                        passage.chunk(),
                        verdict.page(),
                        verdict.span(),
                        null));
    }

    private static Citation of(UUID memory, String quote) {
        return new Citation(0, 0, quote, memory, null, null, null, null, null, null, null);
    }

    private <T> T read(ServiceAnswer answer, Class<T> type) {
        if (answer.status() != OK) {
            throw new IllegalStateException("memory-service answered " + answer.status());
        }
        try {
            return json.readValue(answer.body().getBytes(), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
