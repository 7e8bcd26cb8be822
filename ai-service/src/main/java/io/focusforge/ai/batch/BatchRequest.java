package io.focusforge.ai.batch;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.focusforge.ai.request.RequestJson;
import io.focusforge.common.problem.ProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Several chat completions to be done.
 *
 * @param maxConcurrency how many at once; 0 when the installation is to decide
 */
public record BatchRequest(List<Item> requests, int maxConcurrency) {
    private static final int MOST_CONCURRENT = 1_000;
    private static final int LONGEST_NAME = 256;

    /**
     * One of them.
     *
     * @param customId the client's own name for it, given back with the answer; may be null
     * @param idempotencyKey may be null
     * @param body a chat completion, byte for byte
     */
    public record Item(String customId, String idempotencyKey, byte[] body) {}

    /** @throws ProblemException naming the field that is wrong */
    static BatchRequest parse(byte[] body, int mostRequests) throws JsonParseException {
        return RequestJson.read(body, json -> new Reader(body, mostRequests).read(json));
    }

    private static final class Reader {
        private final byte[] body;
        private final int mostRequests;
        private final List<Item> requests = new ArrayList<>();
        private int maxConcurrency;

        Reader(byte[] body, int mostRequests) {
            this.body = body;
            this.mostRequests = mostRequests;
        }

        BatchRequest read(JsonParser json) throws IOException {
            while (json.nextToken() != JsonToken.END_OBJECT) {
                var field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "requests" -> readRequests(json);
                    case "max_concurrency" -> maxConcurrency = concurrency(json);
                    default ->
                        throw ProblemException.invalid(field, "is not known; there are requests and max_concurrency");
                }
            }
            RequestJson.requireEnd(json);
            require(!requests.isEmpty(), "requests", "must hold at least one request");
            return new BatchRequest(List.copyOf(requests), maxConcurrency);
        }

        private void readRequests(JsonParser json) throws IOException {
            require(json.currentToken() == JsonToken.START_ARRAY, "requests", "must be an array");
            while (json.nextToken() != JsonToken.END_ARRAY) {
                require(requests.size() < mostRequests, "requests", "may hold %d requests".formatted(mostRequests));
                requests.add(item("requests[%d]".formatted(requests.size()), json));
            }
        }

        private Item item(String field, JsonParser json) throws IOException {
            require(json.currentToken() == JsonToken.START_OBJECT, field, "must be an object with a body");
            String customId = null;
            String key = null;
            byte[] chat = null;
            while (json.nextToken() != JsonToken.END_OBJECT) {
                var name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "custom_id" -> customId = text(field + ".custom_id", json);
                    case "idempotency_key" -> key = text(field + ".idempotency_key", json);
                    case "body" -> chat = object(field + ".body", json);
                    default ->
                        throw ProblemException.invalid(
                                field + "." + name, "is not known; there are custom_id, idempotency_key and body");
                }
            }
            require(chat != null, field + ".body", "is missing");
            return new Item(customId, key, chat);
        }

        private byte[] object(String field, JsonParser json) throws IOException {
            require(json.currentToken() == JsonToken.START_OBJECT, field, "must be a chat completion");
            var from = (int) json.currentTokenLocation().getByteOffset();
            json.skipChildren();
            return Arrays.copyOfRange(body, from, (int) json.currentLocation().getByteOffset());
        }

        private static int concurrency(JsonParser json) throws IOException {
            var given = json.currentToken() == JsonToken.VALUE_NUMBER_INT ? json.getValueAsInt(0) : 0;
            require(given > 0 && given <= MOST_CONCURRENT, "max_concurrency", "must be from 1 to " + MOST_CONCURRENT);
            return given;
        }

        private static String text(String field, JsonParser json) throws IOException {
            if (json.currentToken() == JsonToken.VALUE_NULL) {
                return null;
            }
            var text = json.getText();
            var isText = json.currentToken() == JsonToken.VALUE_STRING && text.length() <= LONGEST_NAME;
            require(isText, field, "must be a string of at most %d characters".formatted(LONGEST_NAME));
            return text;
        }

        private static void require(boolean condition, String field, String message) {
            if (!condition) {
                throw ProblemException.invalid(field, message);
            }
        }
    }
}
