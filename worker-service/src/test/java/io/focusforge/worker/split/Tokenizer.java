package io.focusforge.worker.split;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The tokenizer of the embedding model itself. */
final class Tokenizer {
    private static final HuggingFaceTokenizer MODEL = load();

    private Tokenizer() {}

    static int count(String text) {
        return MODEL.encode(text, false, false).getIds().length;
    }

    private static HuggingFaceTokenizer load() {
        try (var vocabulary = WordPieces.class.getResourceAsStream("/all-minilm-l6-v2-q-tokenizer.json")) {
            var json = new ObjectMapper();
            var settings = (ObjectNode) json.readTree(vocabulary);
            settings.putNull("truncation").putNull("padding");
            return HuggingFaceTokenizer.newInstance(
                    new ByteArrayInputStream(json.writeValueAsBytes(settings)), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
