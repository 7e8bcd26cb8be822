package io.focusforge.ai.cache;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.common.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;

/**
 * Answers that are to be in the cache before anybody asks.
 *
 * @param ttl seconds; null for what holds for the tenant
 * @param share {@code user} or {@code tenant}; null for what holds for the tenant
 */
public record GivenAnswers(
        @NotEmpty @Size(max = MOST) List<@NotNull @Valid Given> entries,
        @Min(1) @Max(Integer.MAX_VALUE) Integer ttl,
        @Pattern(regexp = "user|tenant") String share) {
    static final int MOST = 100;
    /** What stands for the provider of such an answer. */
    private static final String GIVEN = "given";

    /** One of them, as the cache takes it. */
    record Ready(CacheKey key, byte[] body, Origin origin) {}

    /**
     * One of them.
     *
     * @param request the body of a chat completion that is not streamed
     * @param answer the body of its answer; null when the model is to be asked for it
     */
    public record Given(@NotNull ObjectNode request, ObjectNode answer) {
        /** The request, saying how its answer is to be kept. */
        byte[] asking(ObjectNode cache) {
            return bytes(request.deepCopy().set("cache", cache));
        }

        /** @throws ProblemException when it cannot be kept */
        Ready ready(Pool pool, long maxEntry) {
            var body = bytes(answer);
            require(answer.path("choices").isArray(), "answer.choices", "must be an array");
            require(body.length <= maxEntry, "answer", "must not be larger than %d bytes".formatted(maxEntry));
            return new Ready(new CacheKey(pool, hash()), body, origin());
        }

        private Hash hash() {
            require(request.path("model").isTextual(), "request.model", "must be a string");
            require(request.path("messages").isArray(), "request.messages", "must be an array");
            var canonical = CanonicalRequest.of(CacheRequest.CHAT, bytes(request));
            require(canonical.isPresent(), "request", "has more parts than the cache looks at");
            require(!canonical.get().isStream(), "request.stream", "must not be true: an answer in one piece is given");
            return canonical.get().hash();
        }

        private Origin origin() {
            var usage = answer.path("usage");
            return new Origin(
                    GIVEN,
                    answer.path("model").asText(request.path("model").asText()),
                    Math.max(0, usage.path("prompt_tokens").asLong()),
                    Math.max(0, usage.path("completion_tokens").asLong()));
        }

        private static byte[] bytes(JsonNode json) {
            return json.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        }

        private static void require(boolean condition, String field, String message) {
            if (!condition) {
                throw ProblemException.invalid("entries." + field, message);
            }
        }
    }

    /** The field {@code cache} that says the same. */
    ObjectNode field(String namespace) {
        var field = JsonNodeFactory.instance.objectNode().put("namespace", namespace);
        if (ttl != null) {
            field.put("ttl", ttl);
        }
        return share == null ? field : field.put("share", share);
    }

    CacheWish wish(String namespace) {
        return new CacheWish(
                true,
                ttl == null ? null : Duration.ofSeconds(ttl),
                null,
                false,
                false,
                namespace,
                share == null ? null : Share.valueOf(share.toUpperCase(java.util.Locale.ROOT)),
                null);
    }
}
