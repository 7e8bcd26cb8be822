package io.focusforge.ai.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.ai.request.RequestJson;
import io.focusforge.common.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests and answers as OpenAI's documentation shows them: of the Responses API, and the chat completions behind them. */
class WireTest {
    private static final String REQUEST = "{\"model\": \"gpt-test\", \"input\": \"Hi\"}";
    private final AtomicInteger ids = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(strings = {"text", "tools", "image-and-schema", "cut-off"})
    void aRequestIsWrittenAsAChatCompletion(String pair) throws Exception {
        var chat = ChatRequestWriter.write(object("responses/" + pair + "/request.json"));
        assertThat(chat.toPrettyString()).isEqualTo(sorted(object("responses/" + pair + "/chat-request.json"), chat));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "tools", "image-and-schema", "cut-off"})
    void theAnswerIsWrittenAsAResponse(String pair) throws Exception {
        var writer = writer(object("responses/" + pair + "/request.json"));
        writer.take(object("responses/" + pair + "/chat-answer.json"));
        assertThat(RequestJson.object(RequestJson.write(writer.response())))
                .isEqualTo(object("responses/" + pair + "/response.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "call", "refusal"})
    void aStreamIsWrittenAsEvents(String stream) throws Exception {
        var writer = writer(RequestJson.object(REQUEST.getBytes(StandardCharsets.UTF_8)));
        var events = new ArrayList<>(writer.begin());
        for (var chunk : lines("response-events/" + stream + "/chunks.txt")) {
            events.addAll(writer.take(json(chunk)));
        }
        events.addAll(writer.end());
        var expected = lines("response-events/" + stream + "/events.txt");
        for (var i = 0; i < events.size(); i++) {
            assertEvent(i, events.get(i), expected.get(i));
        }
        assertThat(events).hasSameSizeAs(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "store": true                                           | store
            "previous_response_id": "resp_1"                        | previous_response_id
            "conversation": "conv_1"                                | conversation
            "background": true                                      | background
            "prompt": {"id": "pmpt_1"}                              | prompt
            "truncation": "auto"                                    | truncation
            "tools": [{"type": "web_search"}]                       | tools[0].type
            "tools": [{"type": "function"}]                         | tools[0].name
            "tool_choice": {"type": "file_search"}                  | tool_choice
            "text": {"format": {"type": "xml"}}                     | text.format.type
            "instructions": 7                                       | instructions
            "input": []                                             | input
            "input": 7                                              | input
            "input": [{"type": "item_reference", "id": "x"}]        | input[0].type
            "input": [{"content": "x"}]                             | input[0].role
            "input": [{"role": "user"}]                             | input[0].content
            "input": [{"role": "user", "content": [{"type": "input_hologram"}]}]            | input[0].content[0].type
            "input": [{"role": "user", "content": [{"type": "input_image", "file_id": "f"}]}] | input[0].content[0].image_url
            "input": [{"type": "function_call", "call_id": "c", "name": "f"}]               | input[0].arguments
            "input": [{"type": "function_call_output", "output": "x"}]                      | input[0].call_id
            """)
    void namesWhatHasNoCounterpart(String field, String named) throws Exception {
        var request = RequestJson.object(("{\"model\": \"m\", " + field + "}").getBytes(StandardCharsets.UTF_8));
        if (!request.has("input")) {
            request.put("input", "Hi");
        }
        assertThatThrownBy(() -> ChatRequestWriter.write(request))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.violations())
                        .singleElement()
                        .extracting("field")
                        .isEqualTo(named));
    }

    private static void assertEvent(int number, ObjectNode event, String expected) throws IOException {
        assertThat(event.get("sequence_number").asInt()).isEqualTo(number);
        var type = event.get("type").asText();
        if (event.has("response")) {
            assertThat(type).isEqualTo(expected);
            return;
        }
        var rest = event.deepCopy().without(List.of("type", "sequence_number"));
        assertThat(type + " " + rest).isEqualTo(expected);
    }

    /** For a difference that can be read: equal objects are printed alike. */
    private static String sorted(ObjectNode expected, ObjectNode actual) {
        return expected.equals(actual) ? actual.toPrettyString() : expected.toPrettyString();
    }

    private ResponseWriter writer(ObjectNode request) {
        var template = new ResponseTemplate(request, "resp_1", 1741570283);
        return new ResponseWriter(template, () -> Integer.toString(ids.incrementAndGet()));
    }

    private static ObjectNode object(String name) throws IOException {
        return RequestJson.object(text(name).getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode json(String text) throws IOException {
        return RequestJson.object(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> lines(String name) throws IOException {
        return text(name).lines().toList();
    }

    private static String text(String name) throws IOException {
        try (var in = WireTest.class.getResourceAsStream("/wire/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
