package io.focusforge.ai.embedding;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/** The answer, as OpenAI defines it. */
@RegisterForReflection
public record EmbeddingAnswer(String object, List<Item> data, String model, Tokens usage) {
    /** One text's embedding: an array of floats, or their bytes, little-endian, in base64. */
    @RegisterForReflection
    public record Item(String object, int index, Object embedding) {}

    /** The tokens that were read. */
    @RegisterForReflection
    public record Tokens(
            @JsonProperty("prompt_tokens") long prompt,
            @JsonProperty("total_tokens") long total) {}

    static EmbeddingAnswer of(List<Embedding> embeddings, boolean base64) {
        var items = IntStream.range(0, embeddings.size())
                .mapToObj(i -> item(i, embeddings.get(i).vector(), base64))
                .toList();
        var tokens = embeddings.stream().mapToLong(Embedding::tokens).sum();
        return new EmbeddingAnswer("list", items, EmbeddingRequest.MODEL, new Tokens(tokens, tokens));
    }

    private static Item item(int index, float[] vector, boolean base64) {
        return new Item("embedding", index, base64 ? encode(vector) : vector);
    }

    private static String encode(float[] vector) {
        var bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
