package io.focusforge.ai.chat;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParseException;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatRequestParserTest {
    private static final String BODY = """
            {"top_k": 1.50, "größe": "\\u00e9", "model" :  "default" , "messages":[{"role":"user","content":"é?"}], "x": {"model": "y"}}""";

    @Test
    void changesNothingButTheNameOfTheModel() throws Exception {
        var request = parse(BODY);
        assertThat(request.model()).isEqualTo("default");
        assertThat(request.withModel("gpt \"5\"").toString())
                .isEqualTo(BODY.replace("\"default\"", "\"gpt \\\"5\\\"\""));
    }

    @Test
    void findsTheMessages() throws Exception {
        assertThat(new String(parse(BODY).messages(), UTF_8)).isEqualTo("[{\"role\":\"user\",\"content\":\"é?\"}]");
    }

    @Test
    void readsHowToStream() throws Exception {
        var request = parse("""
                {"model":"m","messages":[{"role":"user","content":"x"}],"stream":true,"stream_options":{"other":[1],"include_usage":true}}""");
        assertThat(request.isStream()).isTrue();
        assertThat(request.includesUsage()).isTrue();
        assertThat(parse(BODY).isStream()).isFalse();
        assertThat(parse(
                                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"stream\":null,\"stream_options\":null}")
                        .isStream())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"messages":[{"role":"user","content":"x"}]}                                | model
            {"model":7,"messages":[{"role":"user","content":"x"}]}                      | model
            {"model":"m"}                                    | messages
            {"model":"m","messages":[]}                      | messages
            {"model":"m","messages":{}}                      | messages
            {"model":"m","messages":["hi"]}                  | messages[0]
            {"model":"m","messages":[{"role":"user","content":"x"}],"stream":"yes"}     | stream
            {"model":"m","messages":[{"role":"user","content":"x"}],"stream_options":3} | stream_options
            """)
    void namesTheFieldThatIsWrong(String body, String field) {
        assertThatThrownBy(() -> parse(body)).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(problem.violations()).singleElement().extracting("field").isEqualTo(field);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"x\"", "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]} {}"})
    void takesOneObjectOnly(String body) {
        assertThatThrownBy(() -> parse(body))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.code())
                        .isEqualTo(ErrorCode.INVALID_JSON));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"model\":\"a\",\"model\":\"b\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}",
                "nonsense",
                "{\"a\":{\"b\":1,\"b\":2}}"
            })
    void refusesWhatAProviderMightReadInAnotherWay(String body) {
        assertThatThrownBy(() -> parse(body)).isInstanceOf(JsonParseException.class);
    }

    @Test
    void takesUtf8Only() {
        assertThatThrownBy(() -> ChatRequest.parse(BODY.getBytes(UTF_16))).isInstanceOf(Exception.class);
    }

    private static ChatRequest parse(String body) throws JsonParseException {
        return ChatRequest.parse(body.getBytes(UTF_8));
    }
}
