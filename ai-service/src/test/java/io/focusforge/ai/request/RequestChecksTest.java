package io.focusforge.ai.request;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonToken;
import io.focusforge.common.problem.ProblemException;
import java.util.Collections;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestChecksTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "temperature":99                | temperature
            "temperature":-0.1              | temperature
            "temperature":"hot"             | temperature
            "temperature":1e999             | temperature
            "top_p":1.01                    | top_p
            "n":1000                        | n
            "n":0                           | n
            "n":1.5                         | n
            "max_tokens":-1                 | max_tokens
            "max_tokens":99999999999999999999999 | max_tokens
            "max_completion_tokens":0       | max_completion_tokens
            "presence_penalty":-2.5         | presence_penalty
            "frequency_penalty":3           | frequency_penalty
            "top_logprobs":21               | top_logprobs
            "seed":0.5                      | seed
            "stop":7                        | stop
            "stop":["a",7]                  | stop[1]
            "logit_bias":{"50256":-101}     | logit_bias.50256
            "tools":{}                      | tools
            "tools":["x"]                   | tools[0]
            "tool_choice":1                 | tool_choice
            "response_format":"json"        | response_format
            "user":{}                       | user
            """)
    void namesAParameterThatCannotBe(String field, String named) {
        assertThatThrownBy(() -> parameters("{" + field + "}")).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.violations()).singleElement().extracting("field").isEqualTo(named);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"temperature\":0,\"top_p\":1.0,\"n\":128,\"max_tokens\":1,\"seed\":-9223372036854775808",
                "\"temperature\":null,\"n\":null,\"stop\":null,\"tools\":null,\"logit_bias\":null",
                "\"stop\":[\"a\",\"b\"],\"logit_bias\":{\"1\":100},\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]",
                "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"schema\":{}}},\"tool_choice\":\"auto\"",
                "\"vendor\":{\"temperature\":99,\"deep\":[[[]]]},\"other\":\"x\"",
            })
    void leavesAloneWhatMayBe(String fields) {
        assertThatCode(() -> parameters("{" + fields + "}")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "hi"                                                  | messages[3]
            {}                                                    | messages[3].role
            {"role":7,"content":"x"}                              | messages[3].role
            {"role":"wizard","content":"x"}                       | messages[3].role
            {"role":"user"}                                       | messages[3].content
            {"role":"user","content":null}                        | messages[3].content
            {"role":"user","content":7}                           | messages[3].content
            {"role":"user","content":["x"]}                       | messages[3].content[0]
            {"role":"user","content":[{"text":"x"}]}              | messages[3].content[0].type
            {"role":"user","content":[{"type":"hologram"}]}       | messages[3].content[0].type
            {"role":"user","content":[{"type":"text"}]}           | messages[3].content[0].text
            {"role":"user","content":[{"type":"text","text":7}]}  | messages[3].content[0].text
            {"role":"user","content":[{"type":"text","text":"x"},{"type":"image_url"}]} | messages[3].content[1].image_url
            {"role":"tool","content":"x"}                         | messages[3].tool_call_id
            {"role":"tool","content":"x","tool_call_id":null}     | messages[3].tool_call_id
            {"role":"assistant","tool_calls":{}}                  | messages[3].tool_calls
            """)
    void namesWhatIsWrongWithAMessage(String message, String named) {
        assertThatThrownBy(() -> message(message)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.violations()).singleElement().extracting("field").isEqualTo(named);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"role\":\"user\",\"content\":\"\"}",
                "{\"content\":[{\"text\":\"x\",\"type\":\"text\",\"cache_control\":{}}],\"role\":\"system\",\"name\":\"n\"}",
                "{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:,\"}},{\"type\":\"file\",\"file\":{}}]}",
                "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c\"}]}",
                "{\"role\":\"assistant\",\"reasoning_content\":\"hm\"}",
                "{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":\"x\"}",
            })
    void takesEveryMessageThatAProviderCouldRead(String message) {
        assertThatCode(() -> message(message)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff", "c080", "eda080", "f4908080", "e282", "80"})
    void takesUtf8Only(String bytes) {
        var body = ("{\"a\":\"xxxxxxxxxxxxx" + new String(HexFormat.of().parseHex(bytes), ISO_8859_1) + "\"}")
                .getBytes(ISO_8859_1);
        assertThatThrownBy(() -> RequestJson.parser(body))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void takesUtf8ThatGoesOverAnyBoundary() {
        for (var length = 0; length < 5_000; length += 499) {
            var body = ("{\"a\":\"" + "x".repeat(length) + "é€😀".repeat(2_000) + "\"}").getBytes(UTF_8);
            assertThatCode(() -> RequestJson.parser(body)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tools, {}, 1024",
        "stop, \"x\", 64",
    })
    void boundsTheNumberOfElements(String field, String element, int most) {
        assertThatCode(() -> parameters("{\"" + field + "\":" + array(element, most) + "}"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> parameters("{\"" + field + "\":" + array(element, most + 1) + "}"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(field + ": may hold " + most);
    }

    @Test
    void boundsTheNumberOfPartsAndCallsOfAMessage() {
        var part = "{\"type\":\"text\",\"text\":\"x\"}";
        assertThatThrownBy(() -> message("{\"role\":\"user\",\"content\":" + array(part, 2_049) + "}"))
                .hasMessageContaining("messages[3].content: may hold 2048");
        assertThatThrownBy(() -> message("{\"role\":\"assistant\",\"tool_calls\":" + array("{}", 1_025) + "}"))
                .hasMessageContaining("messages[3].tool_calls: may hold 1024");
    }

    @Test
    void boundsNamesThatAreNoText() {
        var id = "x".repeat(513);
        assertThatThrownBy(() -> message("{\"role\":\"tool\",\"content\":\"x\",\"tool_call_id\":\"" + id + "\"}"))
                .hasMessageContaining("messages[3].tool_call_id: may have 512 characters");
        assertThatThrownBy(() -> parameters("{\"user\":\"" + id + "\"}")).hasMessageContaining("user: may have 512");
    }

    @Test
    void boundsOneTextAndNoImage() {
        var text = "x".repeat(4 * 1024 * 1024 + 1);
        assertThatThrownBy(() -> RequestJson.parser(
                        ("{\"messages\":[{\"content\":[{\"text\":\"" + text + "\"}]}]}").getBytes(UTF_8)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("messages[0].content[0].text: may have 4194304 characters");
        assertThatCode(() -> RequestJson.parser(("{\"image_url\":{\"url\":\"" + text + "\"}}").getBytes(UTF_8)))
                .doesNotThrowAnyException();
    }

    private static String array(String element, int count) {
        return "[" + String.join(",", Collections.nCopies(count, element)) + "]";
    }

    private static void parameters(String body) throws Exception {
        try (var json = RequestJson.parser(body.getBytes(UTF_8))) {
            json.nextToken();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                var field = json.currentName();
                json.nextToken();
                ChatParameters.check(field, json);
            }
            assertThat(json.nextToken()).isNull();
        }
    }

    private static void message(String message) throws Exception {
        try (var json = RequestJson.parser(("[" + message + "]").getBytes(UTF_8))) {
            json.nextToken();
            json.nextToken();
            ChatMessages.check(3, json);
            assertThat(json.nextToken()).isEqualTo(JsonToken.END_ARRAY);
        }
    }
}
