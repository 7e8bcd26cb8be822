package io.focusforge.ai.embedding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.focusforge.common.problem.ProblemException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalWireTest {
    private static final VectorForm FLOATS = new VectorForm(false, 0);
    private static final String ANSWER = """
            {"object":"list","data":[{"object":"embedding","index":1,"embedding":[0.25, -1e-3]},
             {"object":"embedding","embedding":"AACAPw==","index":0}],"model":"embed-2026","usage":{"prompt_tokens":8,"details":{"a":[1]},"total_tokens":8}}""";

    @Test
    void readsWhatCanBeJoined() throws Exception {
        var request = parse("""
                {"input": ["ä", "b"], "model": "e\\u006d", "encoding_format": "base64", "dimensions": 256}""");
        assertThat(request.fields().texts()).containsExactly("ä", "b");
        assertThat(request.fields().plain()).isTrue();
        assertThat(request.fields().form()).isEqualTo(new VectorForm(true, 256));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"input\":\"a\",\"truncate\":\"END\"",
                "\"input\":[1,2,3]",
                "\"input\":[[1,2],[3]]",
                "\"input\":\"a\",\"user\":\"u-1\""
            })
    void leavesToTheProviderWhatItDoesNotKnow(String fields) throws Exception {
        var request = parse("{" + fields + ",\"model\":\"alias\",\"x\":{\"model\":1}}");
        assertThat(request.fields().plain()).isFalse();
        assertThat(new String(request.withModel("embed \"1\""), UTF_8))
                .isEqualTo("{" + fields + ",\"model\":\"embed \\\"1\\\"\",\"x\":{\"model\":1}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "model":"m"                                 | input
            "input":null                                | input
            "input":[]                                  | input
            "input":7                                   | input
            "input":""                                  | input
            "input":["a",""]                            | input[1]
            "input":["a",1]                             | input[1]
            "input":[1,"a"]                             | input[1]
            "input":[{}]                                | input[0]
            "input":"a","encoding_format":"hex"         | encoding_format
            "input":"a","dimensions":0                  | dimensions
            "input":"a","dimensions":-5                 | dimensions
            "input":"a","dimensions":99999999999999999999 | dimensions
            "input":"a","dimensions":"9"                | dimensions
            """)
    void namesTheFieldThatIsWrong(String fields, String named) {
        assertThatThrownBy(() -> parse("{" + fields + "}"))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.violations())
                        .singleElement()
                        .extracting("field")
                        .isEqualTo(named));
    }

    @Test
    void readsAnAnswerByItsIndexes() throws Exception {
        var answer = ExternalAnswer.read(ANSWER.getBytes(UTF_8), 2);
        assertThat(answer.slice(0, 2).stream().map(vector -> new String(vector, UTF_8)))
                .containsExactly("\"AACAPw==\"", "[0.25, -1e-3]");
        assertThat(answer.model()).isEqualTo("embed-2026");
        assertThat(answer.promptTokens()).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"data\":{}}",
                "{\"data\":[{\"index\":0,\"embedding\":[1]}]}",
                "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":0,\"embedding\":[1]}]}",
                "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":7,\"embedding\":[1]}]}",
                "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":1,\"embedding\":null}]}",
                "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":1,\"embedding\":[1"
            })
    void doesNotTakeAnAnswerToSomethingElse(String answer) {
        assertThatThrownBy(() -> ExternalAnswer.read(answer.getBytes(UTF_8), 2)).isInstanceOf(IOException.class);
    }

    @Test
    void writesARequestForSeveral() {
        assertThat(new String(ExternalBodies.request("m\"", new VectorForm(true, 8), List.of("ä", "\n")), UTF_8))
                .isEqualTo("""
                        {"model":"m\\"","input":["ä","\\n"],"encoding_format":"base64","dimensions":8}""");
    }

    @Test
    void givesEachItsPartInTheFormThatItWants() throws Exception {
        var answer = ExternalAnswer.read(ANSWER.getBytes(UTF_8), 2);
        assertThat(new String(ExternalBodies.answer(answer.slice(1, 2), FLOATS, "embed-2026", 5), UTF_8))
                .isEqualTo("""
                        {"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.25, -1e-3]}],\
                        "model":"embed-2026","usage":{"prompt_tokens":5,"total_tokens":5}}""");
        assertThat(new String(
                        ExternalBodies.answer(List.of("[1.0,-2]".getBytes(UTF_8)), new VectorForm(true, 0), "m", 1),
                        UTF_8))
                .contains("\"embedding\":\"AACAPwAAAMA=\"");
    }

    private static ExternalRequest parse(String body) throws Exception {
        return ExternalRequest.parse(body.getBytes(UTF_8));
    }
}
