package io.focusforge.ai.embedding;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What a provider answered, read without a tree: where in the body each vector stands.
 *
 * @param promptTokens -1 when the provider did not count
 */
record ExternalAnswer(byte[] body, List<Vector> vectors, String model, long promptTokens) {
    private static final JsonFactory JSON = new JsonFactory();

    /** A vector as it stands in the body: an array, or a string in base64; from, up to but without to. */
    record Vector(int from, int to) {}

    /**
     * @param texts how many there must be; -1 when that is not known, and only what was used is to be read
     * @throws IOException when it is not an answer to that
     */
    static ExternalAnswer read(byte[] body, int texts) throws IOException {
        try (var json = JSON.createParser(body)) {
            return new Reader(body, texts).read(json);
        }
    }

    /** The vectors of some texts, in their order. */
    List<byte[]> slice(int from, int to) {
        return vectors.subList(from, to).stream()
                .map(vector -> Arrays.copyOfRange(body, vector.from(), vector.to()))
                .toList();
    }

    private static final class Reader {
        private final byte[] body;
        private final Vector[] vectors;
        private String model;
        private long promptTokens = -1;

        Reader(byte[] body, int texts) {
            this.body = body;
            this.vectors = texts < 0 ? null : new Vector[texts];
        }

        ExternalAnswer read(JsonParser json) throws IOException {
            require(json.nextToken() == JsonToken.START_OBJECT, "it is no object");
            while (json.nextToken() != JsonToken.END_OBJECT) {
                var field = json.currentName();
                json.nextToken();
                read(field, json);
            }
            require(json.nextToken() == null, "something stands behind it");
            var read = vectors == null ? List.<Vector>of() : Arrays.asList(vectors);
            require(read.stream().allMatch(Objects::nonNull), "there is not one vector for each text");
            return new ExternalAnswer(body, read, model, promptTokens);
        }

        private void read(String field, JsonParser json) throws IOException {
            switch (field) {
                case "data" -> {
                    if (vectors == null) {
                        json.skipChildren();
                    } else {
                        readData(json);
                    }
                }
                case "model" -> model = json.getText();
                case "usage" -> readUsage(json);
                default -> json.skipChildren();
            }
        }

        private void readData(JsonParser json) throws IOException {
            require(json.currentToken() == JsonToken.START_ARRAY, "data is no array");
            for (var i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
                require(json.currentToken() == JsonToken.START_OBJECT, "data holds something else than objects");
                readItem(i, json);
            }
        }

        private void readItem(int position, JsonParser json) throws IOException {
            var index = position;
            Vector vector = null;
            while (json.nextToken() != JsonToken.END_OBJECT) {
                var field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "index" -> index = json.getIntValue();
                    case "embedding" -> vector = vector(json);
                    default -> json.skipChildren();
                }
            }
            require(index >= 0 && index < vectors.length && vectors[index] == null, "an index is not one of a text");
            vectors[index] = vector;
        }

        private static Vector vector(JsonParser json) throws IOException {
            var token = json.currentToken();
            require(token == JsonToken.START_ARRAY || token == JsonToken.VALUE_STRING, "a vector is none");
            var from = (int) json.currentTokenLocation().getByteOffset();
            json.finishToken();
            json.skipChildren();
            return new Vector(from, (int) json.currentLocation().getByteOffset());
        }

        private void readUsage(JsonParser json) throws IOException {
            require(json.currentToken() == JsonToken.START_OBJECT, "usage is no object");
            while (json.nextToken() != JsonToken.END_OBJECT) {
                var field = json.currentName();
                json.nextToken();
                if (field.equals("prompt_tokens") && json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
                    promptTokens = json.getLongValue();
                }
                json.skipChildren();
            }
        }

        private static void require(boolean condition, String message) throws IOException {
            if (!condition) {
                throw new IOException(message);
            }
        }
    }
}
