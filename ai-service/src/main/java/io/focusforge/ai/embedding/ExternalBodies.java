package io.focusforge.ai.embedding;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Writes what goes to a provider for several callers, and what each of them gets of the answer. */
final class ExternalBodies {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int ROOM = 200;

    private ExternalBodies() {}

    /** @param form what the callers have in common */
    static byte[] request(String model, VectorForm form, List<String> texts) {
        return write(json -> {
            json.writeStringField("model", model);
            json.writeArrayFieldStart("input");
            for (var text : texts) {
                json.writeString(text);
            }
            json.writeEndArray();
            json.writeStringField("encoding_format", form.base64() ? "base64" : "float");
            if (form.dimensions() > 0) {
                json.writeNumberField("dimensions", form.dimensions());
            }
        });
    }

    /** @param vectors as the provider wrote them; not every provider knows base64 */
    static byte[] answer(List<byte[]> vectors, VectorForm form, String model, long tokens) {
        return write(json -> {
            json.writeStringField("object", "list");
            json.writeArrayFieldStart("data");
            for (var i = 0; i < vectors.size(); i++) {
                json.writeStartObject();
                json.writeStringField("object", "embedding");
                json.writeNumberField("index", i);
                json.writeFieldName("embedding");
                json.writeRawValue(new String(inForm(vectors.get(i), form), StandardCharsets.ISO_8859_1));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField("model", model);
            json.writeObjectFieldStart("usage");
            json.writeNumberField("prompt_tokens", tokens);
            json.writeNumberField("total_tokens", tokens);
            json.writeEndObject();
        });
    }

    private static byte[] inForm(byte[] vector, VectorForm form) throws IOException {
        return form.base64() && vector[0] == '[' ? encode(vector) : vector;
    }

    private static byte[] encode(byte[] array) throws IOException {
        var bytes = ByteBuffer.allocate(array.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (var json = JSON.createParser(array)) {
            json.nextToken();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                bytes.putFloat(json.getFloatValue());
            }
        }
        var encoded = Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), bytes.position()));
        return ('"' + encoded + '"').getBytes(StandardCharsets.ISO_8859_1);
    }

    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private static byte[] write(Fields fields) {
        var bytes = new ByteArrayOutputStream(ROOM);
        try (var json = JSON.createGenerator(bytes, JsonEncoding.UTF8)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
