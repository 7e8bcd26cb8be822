package io.focusforge.orchestrator.grounding;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Looks for memories and pieces of documents that have to do with a question, both at once. */
@ApplicationScoped
@RegisterForReflection(
        targets = {
            Retrieval.Memories.class,
            Retrieval.MemoryHit.class,
            Retrieval.MemoryText.class,
            Retrieval.Passages.class,
            Retrieval.PassageHit.class,
            Retrieval.Document.class,
            Retrieval.Query.class
        })
public class Retrieval {
    private static final Logger LOG = Logger.getLogger(Retrieval.class);
    private static final int OK = 200;
    /** What a search takes of a question. */
    private static final int LONGEST_QUERY = 2_000;

    private final ServiceClient client;
    private final GroundingConfig config;
    private final ObjectMapper json;

    Retrieval(ServiceClient client, GroundingConfig config, ObjectMapper json) {
        this.client = client;
        this.config = config;
        this.json = json;
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Memories(List<MemoryHit> items, boolean degraded) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record MemoryHit(MemoryText memory) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record MemoryText(UUID id, String text) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Passages(List<PassageHit> items, boolean degraded) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record PassageHit(Document document, UUID chunk, Integer page, String text) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Document(UUID id, int version, String title) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Query(String query, int limit, List<String> collections) {}

    /**
     * Never fails, and ends within the configured timeouts.
     *
     * @param collections of documents; null for all
     */
    public CompletableFuture<Sources> of(Caller caller, String question, List<String> collections) {
        var words = question.length() > LONGEST_QUERY ? question.substring(0, LONGEST_QUERY) : question;
        var documents = documents(caller, new Query(words, config.passages(), collections));
        return documents.thenCombine(memories(caller, new Query(words, config.memories(), null)), Sources::of);
    }

    private CompletableFuture<Sources.Found> memories(Caller caller, Query query) {
        if (query.limit() == 0 || !caller.may(Scopes.MEMORIES_READ)) {
            return absent(query);
        }
        var path = "/api/v1/memories/search";
        var call = ServiceCall.post(Service.MEMORY, path, caller, write(query), config.memoriesTimeout());
        return ask(call, answer -> {
            var found = read(answer, Memories.class);
            return found(
                    found.items().stream()
                            .<Source>map(hit -> new Source.Memory(
                                    hit.memory().id(), hit.memory().text()))
                            .toList(),
                    found.degraded());
        });
    }

    private CompletableFuture<Sources.Found> documents(Caller caller, Query query) {
        if (query.limit() == 0 || !caller.may(Scopes.DOCUMENTS_READ)) {
            return absent(query);
        }
        var call = ServiceCall.post(Service.MEMORY, "/api/v1/search", caller, write(query), config.documentsTimeout());
        return ask(call, answer -> {
            var found = read(answer, Passages.class);
            return found(found.items().stream().map(Retrieval::passage).toList(), found.degraded());
        });
    }

    private CompletableFuture<Sources.Found> ask(ServiceCall call, Function<ServiceAnswer, Sources.Found> reading) {
        return client.send(call).thenApply(reading).exceptionally(failure -> {
            LOG.warnf("%s finds nothing: %s", call.path(), failure);
            return Sources.Found.nothing(SourceState.UNAVAILABLE);
        });
    }

    private static CompletableFuture<Sources.Found> absent(Query query) {
        var state = query.limit() == 0 ? SourceState.DONE : SourceState.NOT_ALLOWED;
        return CompletableFuture.completedFuture(Sources.Found.nothing(state));
    }

    private static Sources.Found found(List<Source> items, boolean degraded) {
        return new Sources.Found(items, degraded ? SourceState.DEGRADED : SourceState.DONE);
    }

    private static Source passage(PassageHit hit) {
        var of = hit.document();
        return new Source.Passage(of.id(), of.version(), of.title(), hit.chunk(), hit.page(), hit.text());
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

    private Buffer write(Query query) {
        try {
            return Buffer.buffer(json.writeValueAsBytes(query));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
