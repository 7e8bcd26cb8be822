package io.focusforge.ai.embedding;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.model.embedding.onnx.AbstractInProcessEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.OnnxBertBiEncoder;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;

/**
 * all-MiniLM-L6-v2, quantized, from langchain4j's jar. The session is our own, with one thread for a call: the library's default
 * takes all cores for each, and costs 60 % more of them. The tokenizer is without its limit of 128 tokens, behind which a text
 * would be ignored; a text that is still too long is read in parts, whose vectors are averaged.
 */
final class MiniLm extends AbstractInProcessEmbeddingModel implements TextEncoder {
    static final int DIMENSIONS = 384;
    /** What the library reads of a text at most, without saying so. */
    private static final int MOST_TOKENS = 510;
    /** In most languages this is well below that limit. */
    private static final int LONGEST_PART = 1_500;

    private final OnnxBertBiEncoder encoder;

    private MiniLm(OnnxBertBiEncoder encoder) {
        super(Runnable::run);
        this.encoder = encoder;
    }

    static MiniLm load(ModelFiles files) {
        try (var options = new OrtSession.SessionOptions();
                var tokenizer = new ByteArrayInputStream(tokenizer())) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            // Otherwise weights lie in the arena, which keeps what laying them out anew for this processor has needed
            // in between.
            options.addConfigEntry("session.use_device_allocator_for_initializers", "1");
            var environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING, "focusforge");
            var session = environment.createSession(model(files), options);
            return new MiniLm(new OnnxBertBiEncoder(environment, session, tokenizer, PoolingMode.MEAN));
        } catch (OrtException e) {
            throw new IllegalStateException("the embedding model cannot be loaded", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException when the text has nothing that the model knows as a token */
    @Override
    public Embedding encode(String text) {
        if (text.length() > LONGEST_PART) {
            return encodeHalves(text);
        }
        var answer = embed(text);
        var embedding =
                new Embedding(answer.content().vector(), answer.tokenUsage().inputTokenCount());
        return embedding.tokens() < MOST_TOKENS || text.length() < 2 ? embedding : encodeHalves(text);
    }

    private Embedding encodeHalves(String text) {
        var halves = Halves.of(text);
        if (halves.second().isBlank()) {
            return encode(halves.first());
        }
        return halves.first().isBlank()
                ? encode(halves.second())
                : Embedding.average(encode(halves.first()), encode(halves.second()));
    }

    @Override
    protected OnnxBertBiEncoder model() {
        return encoder;
    }

    @Override
    protected Integer knownDimension() {
        return DIMENSIONS;
    }

    private static String model(ModelFiles files) throws IOException {
        return files.unpack(resource("all-minilm-l6-v2-q.onnx"), "all-minilm-l6-v2-q.onnx")
                .toString();
    }

    private static byte[] tokenizer() throws IOException {
        var json = new ObjectMapper();
        var tokenizer = (ObjectNode) json.readTree(resource("all-minilm-l6-v2-q-tokenizer.json"));
        return json.writeValueAsBytes(tokenizer.putNull("truncation").putNull("padding"));
    }

    private static URL resource(String name) throws IOException {
        var found = AbstractInProcessEmbeddingModel.class.getResource("/" + name);
        if (found == null) {
            throw new IOException(name + " is not on the class path");
        }
        return found;
    }
}
