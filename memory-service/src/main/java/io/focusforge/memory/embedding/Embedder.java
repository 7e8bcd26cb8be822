package io.focusforge.memory.embedding;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.call.Service;
import io.focusforge.common.call.ServiceAnswer;
import io.focusforge.common.call.ServiceCall;
import io.focusforge.common.call.ServiceClient;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.overload.Priority;
import io.focusforge.memory.memories.Owner;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks ai-service for the embeddings of an owner's texts, in one call. Never throws for what the other side does. */
@ApplicationScoped
public class Embedder {
    private static final Set<String> SCOPES = Set.of(Scopes.MODELS_READ, Scopes.MODELS_WRITE);
    private static final Set<Integer> REFUSALS = Set.of(400, 413, 422);
    private static final Set<Integer> POSTPONEMENTS = Set.of(402, 403, 429);

    private final ServiceClient client;
    private final EmbeddingConfig config;
    private final EmbeddingCache cache;
    private final ObjectMapper json;

    Embedder(ServiceClient client, EmbeddingConfig config, EmbeddingCache cache, ObjectMapper json) {
        this.client = client;
        this.config = config;
        this.cache = cache;
        this.json = json;
    }

    /** What is asked: {@code encodingFormat} is {@code base64}, the bytes of little-endian floats. */
    @RegisterForReflection
    record Request(
            String model,
            List<String> input,
            @JsonProperty("encoding_format") String encodingFormat) {}

    /** What is read of the answer. */
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Answer(List<Item> data) {}

    /** The embedding of a text, in base64. */
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Item(int index, String embedding) {}

    /** By the model of the configuration. */
    public Embeddings embed(Owner owner, List<String> texts, Duration atMost, Priority priority) {
        return embed(owner, config.model(), texts, atMost, priority);
    }

    /** @param priority low for what nobody waits for */
    public Embeddings embed(Owner owner, String model, List<String> texts, Duration atMost, Priority priority) {
        var known = cache.known(owner.tenant(), model, texts);
        var unknown = texts.stream()
                .filter(text -> !known.containsKey(text))
                .distinct()
                .toList();
        if (!unknown.isEmpty()) {
            switch (ask(owner, model, unknown, atMost, priority)) {
                case Embeddings.Found(var found) -> keep(owner, model, unknown, found, known);
                case Embeddings failure -> {
                    return failure;
                }
            }
        }
        return new Embeddings.Found(texts.stream().map(known::get).toList());
    }

    private void keep(
            Owner owner, String model, List<String> texts, List<Embedding> found, Map<String, Embedding> known) {
        for (var i = 0; i < texts.size(); i++) {
            known.put(texts.get(i), found.get(i));
            cache.put(owner.tenant(), model, texts.get(i), found.get(i));
        }
    }

    private Embeddings ask(Owner owner, String model, List<String> texts, Duration atMost, Priority priority) {
        try {
            var body = json.writeValueAsBytes(new Request(model, texts, "base64"));
            var caller = new Caller(owner.tenant(), owner.user(), SCOPES, null);
            var call = ServiceCall.post(Service.AI, "/v1/embeddings", caller, Buffer.buffer(body), atMost)
                    .withHeaders(Map.of(Priority.HEADER, priority.label()));
            return embeddings(client.send(call).join(), texts.size());
        } catch (IOException | RuntimeException e) {
            return new Embeddings.Unavailable("ai-service cannot be asked: " + e);
        }
    }

    private Embeddings embeddings(ServiceAnswer answer, int expected) throws IOException {
        return answer.isSuccess()
                ? decode(json.readValue(answer.body().getBytes(), Answer.class), expected)
                : failure(answer.status());
    }

    private static Embeddings failure(int status) {
        var reason = "ai-service answers " + status;
        if (REFUSALS.contains(status)) {
            return new Embeddings.Refused(reason);
        }
        return POSTPONEMENTS.contains(status) ? new Embeddings.Postponed(reason) : new Embeddings.Unavailable(reason);
    }

    private static Embeddings decode(Answer answer, int expected) {
        var decoder = Base64.getDecoder();
        var embeddings = answer.data().stream()
                .sorted(Comparator.comparingInt(Item::index))
                .map(item -> new Embedding(decoder.decode(item.embedding())))
                .toList();
        return embeddings.size() == expected
                ? new Embeddings.Found(embeddings)
                : new Embeddings.Unavailable(
                        "ai-service sent %d embeddings for %d texts".formatted(embeddings.size(), expected));
    }
}
