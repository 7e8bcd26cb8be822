package io.focusforge.ai.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.ai.usage.TokenCounter;
import io.focusforge.ai.usage.TokenUsage;
import org.junit.jupiter.api.Test;

class AnswerTokensTest {
    private static final byte[] PROMPT = """
            [{"role":"user","content":[{"type":"text","text":"hello"},{"type":"image_url"}]},{"role":"user","content":"world"}]""".getBytes(UTF_8);

    private final AnswerTokens tokens = new AnswerTokens();
    private final TokenCounter counter = new TokenCounter();

    @Test
    void believesTheProvider() throws Exception {
        add("{\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":3}}");
        assertThat(tokens.total(PROMPT, counter)).isEqualTo(new TokenUsage(11, 3, false));
    }

    @Test
    void readsWhatTheProviderHadInItsCache() throws Exception {
        add("""
                {"usage":{"prompt_tokens":11,"prompt_tokens_details":{"audio_tokens":1,"cached_tokens":8},"completion_tokens":3}}""");
        assertThat(tokens.total(PROMPT, counter)).isEqualTo(new TokenUsage(11, 8, 3, false));
    }

    @Test
    void countsWhereTheProviderDoesNot() throws Exception {
        add("{\"choices\":[{\"delta\":{\"content\":\"hello\"}}],\"usage\":null}");
        add("{\"choices\":[{\"delta\":{\"content\":\" world\"}}]}");
        assertThat(tokens.total(PROMPT, counter)).isEqualTo(new TokenUsage(3, 2, true));
    }

    @Test
    void survivesAnyShape() throws Exception {
        add("{\"choices\":7,\"usage\":{\"prompt_tokens\":\"many\"}}");
        add("{\"usage\":{\"prompt_tokens\":1,\"prompt_tokens_details\":[{\"cached_tokens\":1}]}}");
        add("{\"usage\":{\"prompt_tokens\":1,\"prompt_tokens_details\":{\"cached_tokens\":{}}}}");
        add("{\"choices\":[null,{\"message\":\"x\"},{\"message\":{\"content\":[]}}]}");
        assertThat(tokens.total(PROMPT, counter).completion()).isZero();
    }

    @Test
    void knowsHowAnAnswerEnded() throws Exception {
        add("{\"choices\":[{\"delta\":{\"content\":null},\"finish_reason\":null}],\"error\":null}");
        assertThat(tokens.isFinished() || tokens.isFiltered() || tokens.isError())
                .isFalse();
        add("{\"choices\":[{\"delta\":{},\"finish_reason\":\"content_filter\"}]}");
        assertThat(tokens.isFinished() && tokens.isFiltered()).isTrue();
        add("{\"error\":{\"message\":\"x\"}}");
        assertThat(tokens.isError()).isTrue();
    }

    @Test
    void takesOneObjectOnly() throws Exception {
        for (var json : new String[] {"[]", "7", "{} {}"}) {
            assertThat(tokens.add(json.getBytes(UTF_8), 0, json.length())).isFalse();
        }
    }

    private void add(String json) throws Exception {
        var bytes = json.getBytes(UTF_8);
        assertThat(tokens.add(bytes, 0, bytes.length)).isTrue();
    }
}
