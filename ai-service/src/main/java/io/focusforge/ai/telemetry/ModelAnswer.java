package io.focusforge.ai.telemetry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What an answer says of itself, read from the bytes that went to the client.
 *
 * @param id null when it does not say
 * @param model null when it does not say
 * @param messages what it says, as the conventions write it; null when that is not to be seen
 */
public record ModelAnswer(String id, String model, List<String> finishReasons, String messages) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String DATA = "data:";

    public ModelAnswer {
        finishReasons = List.copyOf(finishReasons);
    }

    /**
     * @param sent one JSON object, or frames of an event stream, of which some may be missing
     * @param most how many characters of what it says are to be seen; 0 for none
     */
    public static ModelAnswer read(String sent, boolean stream, int most) {
        var reading = new Reading();
        if (stream) {
            sent.lines()
                    .filter(line -> line.startsWith(DATA))
                    .forEach(line -> reading.add(line.substring(DATA.length())));
        } else {
            reading.add(sent);
        }
        return reading.answer(most);
    }

    private static final class Reading {
        private final TreeMap<Integer, AnswerChoice> choices = new TreeMap<>();
        private String id;
        private String model;

        void add(String json) {
            try {
                add(JSON.readTree(json));
            } catch (JsonProcessingException e) {
                // the end of a stream, or a frame that was cut
            }
        }

        private void add(JsonNode part) {
            id = id == null ? part.path("id").textValue() : id;
            model = model == null ? part.path("model").textValue() : model;
            for (var choice : part.path("choices")) {
                choices.computeIfAbsent(choice.path("index").asInt(), index -> new AnswerChoice())
                        .add(choice);
            }
        }

        ModelAnswer answer(int most) {
            var reasons = new ArrayList<String>();
            choices.values().forEach(choice -> choice.finishReason().ifPresent(reasons::add));
            return new ModelAnswer(id, model, reasons, most == 0 ? null : Messages.ofAnswer(choices.values(), most));
        }
    }
}
