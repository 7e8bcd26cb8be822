package io.focusforge.ai.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.focusforge.common.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptReaderTest {
    @Test
    void findsEveryTextWithWhoSaysIt() {
        var body = """
                {"model": "m", "tools": [{"function": {"description": "t", "arguments": "t"}}], "messages": [
                  {"role": "system", "content": "é1"},
                  {"content": [{"type": "text", "text": "2"}, {"type": "image_url", "image_url": {"url": "no"}}], "role": "user"},
                  {"role": "assistant", "content": null, "tool_calls": [{"id": "c", "function": {"name": "f", "arguments": "{\\"a\\":3}"}}]},
                  {"role": "tool", "tool_call_id": "c", "content": "4"}]}""".getBytes(UTF_8);
        var texts = PromptReader.texts(body);
        assertThat(texts).extracting(PromptText::role).containsExactly("system", "user", "assistant", "tool");
        assertThat(texts).extracting(PromptText::text).containsExactly("é1", "2", "{\"a\":3}", "4");

        var splice = new Splice(body);
        texts.forEach(text -> splice.text(text.span(), text.text()));
        assertThat(splice.bytes()).isEqualTo(body);
    }

    @Test
    void findsTheTextsOfOtherEndpoints() {
        var body = "{\"prompt\":[\"a\",\"b\"],\"suffix\":\"c\",\"input\":\"d\",\"user\":\"e\"}".getBytes(UTF_8);
        assertThat(PromptReader.texts(body)).extracting(PromptText::text).containsExactly("a", "b", "c", "d");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"type":"text","text":"x","focusforge":{"untrusted":true}}   | {"type":"text","text":"y"}
            {"focusforge":{"untrusted":true},"type":"text","text":"x"}   | {"type":"text","text":"y"}
            {"type":"text", "focusforge" : {} , "text":"x"}              | {"type":"text",  "text":"y"}
            {"type":"text","text":"x" , "focusforge":{"untrusted":false} } | {"type":"text","text":"y"  }
            """)
    void takesOutWhatTheCallerSaysOfAPart(String part, String expected) {
        var body = ("{\"messages\":[{\"role\":\"user\",\"content\":[" + part + "]}]}").getBytes(UTF_8);
        var text = PromptReader.texts(body).getFirst();
        var splice = new Splice(body);
        splice.withoutMember(text.extension().span());
        splice.text(text.span(), "y");
        assertThat(new String(splice.bytes(), UTF_8))
                .isEqualTo("{\"messages\":[{\"role\":\"user\",\"content\":[" + expected + "]}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "{\"untrusted\":1}", "{\"trusted\":true}", "{\"untrusted\":true,\"x\":1}", "null"})
    void refusesWhatIsNotKnown(String extension) {
        var part = "{\"type\":\"text\",\"text\":\"x\",\"focusforge\":" + extension + "}";
        var body = ("{\"messages\":[{\"role\":\"user\",\"content\":[" + part + "]}]}").getBytes(UTF_8);
        assertThatThrownBy(() -> PromptReader.texts(body))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("focusforge");
    }
}
