package io.focusforge.ai.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.problem.Violation;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicRequestTest {
    @Test
    void putsWhatTheSystemSaysBesideTheMessages() {
        assertTranslated("""
                {"model":"sonnet","messages":[
                  {"role":"system","content":"Be brief."},
                  {"role":"user","content":"Hi"},
                  {"role":"developer","content":[{"type":"text","text":"Be kind."}]}]}
                """, """
                {"model":"sonnet","max_tokens":8192,
                 "system":[{"type":"text","text":"Be brief."},{"type":"text","text":"Be kind."}],
                 "messages":[{"role":"user","content":[{"type":"text","text":"Hi"}]}]}
                """);
    }

    @Test
    void callsOfToolsAndTheirResultsBelongTogether() {
        assertTranslated("""
                {"model":"sonnet","max_tokens":50,"messages":[
                  {"role":"user","content":"Weather in Rome and Oslo?"},
                  {"role":"assistant","content":null,"tool_calls":[
                    {"id":"t1","type":"function","function":{"name":"weather","arguments":"{\\"city\\":\\"Rome\\",\\"days\\":1.50}"}},
                    {"id":"t2","type":"function","function":{"name":"weather","arguments":""}}]},
                  {"role":"tool","tool_call_id":"t1","content":"31 C"},
                  {"role":"tool","tool_call_id":"t2","content":[{"type":"text","text":"9 C"}]},
                  {"role":"user","content":"Well?"}],
                 "tools":[{"type":"function","function":{"name":"weather","description":"Tells it","strict":true,
                   "parameters":{"type":"object","properties":{"city":{"type":"string"}}}}},
                   {"type":"function","function":{"name":"now"}}],
                 "tool_choice":{"type":"function","function":{"name":"weather"}},"parallel_tool_calls":false}
                """, """
                {"model":"sonnet","max_tokens":50,"messages":[
                  {"role":"user","content":[{"type":"text","text":"Weather in Rome and Oslo?"}]},
                  {"role":"assistant","content":[
                    {"type":"tool_use","id":"t1","name":"weather","input":{"city":"Rome","days":1.50}},
                    {"type":"tool_use","id":"t2","name":"weather","input":{}}]},
                  {"role":"user","content":[
                    {"type":"tool_result","tool_use_id":"t1","content":[{"type":"text","text":"31 C"}]},
                    {"type":"tool_result","tool_use_id":"t2","content":[{"type":"text","text":"9 C"}]},
                    {"type":"text","text":"Well?"}]}],
                 "tools":[{"name":"weather","description":"Tells it","strict":true,
                   "input_schema":{"type":"object","properties":{"city":{"type":"string"}}}},
                   {"name":"now","input_schema":{"type":"object"}}],
                 "tool_choice":{"type":"tool","name":"weather","disable_parallel_tool_use":true}}
                """);
    }

    @Test
    void imagesAndFilesBecomeBlocks() {
        assertTranslated("""
                {"model":"sonnet","max_completion_tokens":9,"messages":[{"role":"user","content":[
                  {"type":"text","text":"What is it?"},
                  {"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw==","detail":"low"}},
                  {"type":"image_url","image_url":{"url":"https://example.org/cat.jpg"}},
                  {"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,JVBERg=="}}]}]}
                """, """
                {"model":"sonnet","max_tokens":9,"messages":[{"role":"user","content":[
                  {"type":"text","text":"What is it?"},
                  {"type":"image","source":{"type":"base64","media_type":"image/png","data":"iVBORw=="}},
                  {"type":"image","source":{"type":"url","url":"https://example.org/cat.jpg"}},
                  {"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"JVBERg=="}}]}]}
                """);
    }

    @Test
    void parametersGetTheirNamesThereAndUnknownOnesGoOn() {
        assertTranslated("""
                {"model":"sonnet","messages":[{"role":"user","content":"Hi"}],"stream":true,"temperature":1.7,"top_p":0.90,"stop":"END",
                 "seed":7,"frequency_penalty":1,"user":"u-1","thinking":{"type":"enabled","budget_tokens":2000},
                 "response_format":{"type":"json_schema","json_schema":{"name":"x","schema":{"type":"object"}}},
                 "stream_options":{"include_usage":true}}
                """, """
                {"model":"sonnet","stream":true,"top_p":0.90,"thinking":{"type":"enabled","budget_tokens":2000},
                 "messages":[{"role":"user","content":[{"type":"text","text":"Hi"}]}],
                 "max_tokens":8192,"temperature":1,"stop_sequences":["END"],"metadata":{"user_id":"u-1"},
                 "output_config":{"format":{"type":"json_schema","schema":{"type":"object"}}}}
                """);
    }

    @Test
    void knowsWhetherTheClientWantsTheUsage() {
        var asked = "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"stream_options\":{\"include_usage\":%s}}";
        assertThat(AnthropicRequest.of(Buffer.buffer(asked.formatted(true)), 1).includeUsage())
                .isTrue();
        assertThat(AnthropicRequest.of(Buffer.buffer(asked.formatted(false)), 1).includeUsage())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"n":2}                                                                             | n
            {"logprobs":true}                                                                   | logprobs
            {"functions":[{"name":"f"}]}                                                        | functions
            {"tools":[{"type":"custom"}]}                                                       | tools[0]
            {"tools":[{"type":"function","function":{"name":"f"}}],"tool_choice":{"type":"x"}}  | tool_choice
            {"response_format":{"type":"xml"}}                                                  | response_format.type
            {"messages":[{"role":"system","content":"x"}]}                                      | messages
            {"messages":[{"role":"function","content":"x"}]}                                    | messages[0].role
            {"messages":[{"role":"user","content":[{"type":"input_audio"}]}]}                   | messages[0].content[0].type
            {"messages":[{"role":"user","content":7}]}                                          | messages[0].content
            {"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"file:///etc/passwd"}}]}]} | messages[0].content[0].image_url.url
            {"messages":[{"role":"assistant","tool_calls":[{"function":{"name":"f","arguments":"{"}}]}]} | messages[0].tool_calls[0].function.arguments
            """)
    void refusesWhatCannotBeAskedThereAndNamesTheField(String body, String field) {
        var request =
                new JsonObject("{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}").mergeIn(new JsonObject(body));
        assertThatThrownBy(() -> AnthropicRequest.of(request.toBuffer(), 1))
                .asInstanceOf(InstanceOfAssertFactories.type(ProblemException.class))
                .extracting(problem -> problem.violations().getFirst())
                .extracting(Violation::field)
                .isEqualTo(field);
    }

    private static void assertTranslated(String openAi, String anthropic) {
        var translated = AnthropicRequest.of(Buffer.buffer(openAi), 8192).body();
        assertThat(translated.toJsonObject()).isEqualTo(new JsonObject(anthropic));
    }
}
