package io.focusforge.worker.inference;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes the prompts of a batch as requests for chat completions. */
@ApplicationScoped
class Questions {
    private final ObjectMapper json;

    Questions(ObjectMapper json) {
        this.json = json;
    }

    @RegisterForReflection
    private record Message(String role, String content) {}

    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Body(
            String model,
            List<Message> messages,
            @JsonProperty("max_tokens") Integer maxTokens,
            Double temperature) {}

    List<Question> of(Batch batch) {
        return IntStream.range(0, batch.items().size())
                .mapToObj(item -> question(batch, item))
                .toList();
    }

    private Question question(Batch batch, int item) {
        var prompt = new Message("user", batch.items().get(item).prompt());
        var messages = batch.system() == null
                ? List.of(prompt)
                : Stream.of(new Message("system", batch.system()), prompt).toList();
        var body = write(new Body(batch.model(), messages, batch.maxTokens(), batch.temperature()));
        return new Question(item, digest(body), body);
    }

    private byte[] write(Body body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
