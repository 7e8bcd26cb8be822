package io.focusforge.ai.embedding;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonToken;
import io.focusforge.ai.request.RequestJson;
import java.util.List;

/**
 * A request for embeddings by a provider. One for texts, with nothing but what is known here, can be joined with others like it; any other goes
 * to the provider as it is.
 */
record ExternalRequest(byte[] body, Fields fields) {
    /**
     * What is known of the body.
     *
     * @param texts empty when the input is in tokens
     * @param plain whether it is texts, and there is nothing in the body that is not known here
     * @param modelFrom where the model's name stands in the body, up to but without {@code modelTo}
     */
    record Fields(List<String> texts, boolean plain, VectorForm form, int modelFrom, int modelTo) {}

    /** The name of the model, whatever else is in the body; null when there is none, or no string. */
    static String model(byte[] body) throws JsonParseException {
        return RequestJson.read(body, json -> {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var field = json.currentName();
                if (json.nextToken() == JsonToken.VALUE_STRING && field.equals("model")) {
                    return json.getText();
                }
                json.skipChildren();
            }
            return null;
        });
    }

    static ExternalRequest parse(byte[] body) throws JsonParseException {
        return new ExternalRequest(body, RequestJson.read(body, json -> new ExternalRequestReader().read(json)));
    }

    /** The body, with this name of the model. */
    byte[] withModel(String model) {
        var name = RequestJson.quoted(model);
        var from = fields.modelFrom();
        var rest = body.length - fields.modelTo();
        var written = new byte[from + name.length + rest];
        System.arraycopy(body, 0, written, 0, from);
        System.arraycopy(name, 0, written, from, name.length);
        System.arraycopy(body, fields.modelTo(), written, from + name.length, rest);
        return written;
    }
}
