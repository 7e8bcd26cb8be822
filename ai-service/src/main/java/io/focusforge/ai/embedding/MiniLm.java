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
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * all-MiniLM-L6-v2, quantized, from langchain4j's jar. The session is our own, with one thread for a call (the library's default
 * takes all cores for each and costs 60 % more of them), and the tokenizer without its limit of 128 tokens, behind which a text would
 * be ignored; the library averages over longer texts in parts of 510 tokens.
 */
final class MiniLm extends AbstractInProcessEmbeddingModel implements TextEncoder {
    static final int DIMENSIONS = 384;

    private final OnnxBertBiEncoder encoder;

    private MiniLm(OnnxBertBiEncoder encoder) {
        super(Runnable::run);
        this.encoder = encoder;
    }

    static MiniLm load() {
        try (var options = new OrtSession.SessionOptions();
                var tokenizer = new ByteArrayInputStream(tokenizer())) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            var environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING, "focusforge");
            var session = environment.createSession(resource("all-minilm-l6-v2-q.onnx"), options);
            return new MiniLm(new OnnxBertBiEncoder(environment, session, tokenizer, PoolingMode.MEAN));
        } catch (OrtException e) {
            throw new IllegalStateException("the embedding model cannot be loaded", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Embedding encode(String text) {
        var answer = embed(text);
        return new Embedding(answer.content().vector(), answer.tokenUsage().inputTokenCount());
    }

    @Override
    protected OnnxBertBiEncoder model() {
        return encoder;
    }

    @Override
    protected Integer knownDimension() {
        return DIMENSIONS;
    }

    private static byte[] tokenizer() throws IOException {
        var json = new ObjectMapper();
        var tokenizer = (ObjectNode) json.readTree(resource("all-minilm-l6-v2-q-tokenizer.json"));
        return json.writeValueAsBytes(tokenizer.putNull("truncation").putNull("padding"));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = AbstractInProcessEmbeddingModel.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IOException(name + " is not on the class path");
            }
            return in.readAllBytes();
        }
    }
}
