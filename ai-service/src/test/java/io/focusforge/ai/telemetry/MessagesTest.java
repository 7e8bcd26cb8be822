package io.focusforge.ai.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessagesTest {
    private static final int MUCH = 10_000;

    @Test
    void writesAConversationWithToolsAndImagesByTheConventionsParts() {
        assertThat(prompt("""
                        [{"role":"system","content":"Be brief."},
                         {"role":"user","content":[{"type":"text","text":"What is it?"},
                                                   {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}}]},
                         {"role":"assistant","content":null,"tool_calls":[
                            {"id":"call_1","type":"function","function":{"name":"look","arguments":"{\\"at\\":1}"}}]},
                         {"role":"tool","tool_call_id":"call_1","content":"a cat"}]""", MUCH)).isEqualTo(compact("""
                        [{"role":"system","parts":[{"type":"text","content":"Be brief."}]},
                         {"role":"user","parts":[{"type":"text","content":"What is it?"},{"type":"image_url"}]},
                         {"role":"assistant","parts":[{"type":"tool_call","id":"call_1","name":"look","arguments":"{\\"at\\":1}"}]},
                         {"role":"tool","parts":[{"type":"tool_call_response","id":"call_1","response":"a cat"}]}]"""));
    }

    @Test
    void leavesOutTheOldestAndCutsWithinItsBounds() {
        var messages = """
                [{"role":"user","content":"first"},{"role":"user","content":"second"},{"role":"user","content":"third"}]""";
        assertThat(prompt(messages, 8)).isEqualTo(compact("""
                        [{"role":"user","parts":[{"type":"text","content":"sec…"}]},
                         {"role":"user","parts":[{"type":"text","content":"third"}]}]"""));
        assertThat(prompt("\"abc\"", 2)).contains("\"ab…\"");
    }

    @Test
    void cutsNoCharacterInTwo() {
        assertThat(prompt("\"a🙂b\"", 2)).contains("\"a…\"");
    }

    @Test
    void putsAStreamTogether() {
        var answer = ModelAnswer.read("""
                data: {"id":"c-1","model":"m-2","choices":[{"index":0,"delta":{"role":"assistant","content":"Fo"}}]}

                data: {"id":"c-1","model":"m-2","choices":[{"index":0,"delta":{"content":"ur."}}]}

                data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"t","function":{"name":"f","arguments":"{"}}]}}]}

                data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"}"}}]}}]}

                data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

                data: [DONE]

                """, true, MUCH);
        assertThat(answer.id()).isEqualTo("c-1");
        assertThat(answer.model()).isEqualTo("m-2");
        assertThat(answer.finishReasons()).containsExactly("stop");
        assertThat(answer.messages()).isEqualTo(compact("""
                        [{"role":"assistant","parts":[{"type":"text","content":"Four."},
                         {"type":"tool_call","id":"t","name":"f","arguments":"{}"}],"finish_reason":"stop"}]"""));
    }

    @Test
    void leavesTheTextOutWhereItIsNotWanted() {
        assertThat(ModelAnswer.read("{\"id\":\"1\",\"choices\":[{\"message\":{\"content\":\"x\"}}]}", false, 0)
                        .messages())
                .isNull();
    }

    private static String prompt(String messages, int most) {
        return Messages.ofPrompt(messages.getBytes(UTF_8), most);
    }

    private static String compact(String json) {
        return json.replaceAll("\\n\\s*", "");
    }
}
