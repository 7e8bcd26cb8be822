package io.focusforge.ai.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ErrorLabelsTest {
    @Test
    void takesCodesAndNoSentence() {
        assertThat(ErrorLabels.of("""
                        {"error": {"message": "'my secret' is no role, \\"code\\": \\"x\\"", "type": "invalid_request_error",
                         "param": "messages[0].role", "code": null}}""")).isEqualTo(" type=invalid_request_error param=messages[0].role");
        assertThat(ErrorLabels.of("<html>my secret</html>")).isEmpty();
        assertThat(ErrorLabels.of("{\"code\": \"a whole sentence\"}")).isEmpty();
    }

    @Test
    void aFailureSaysItsWordsOnlyWhenAsked() {
        var failure = UpstreamFailure.of(400, "{\"error\": {\"message\": \"my secret\", \"code\": \"odd\"}}", null);
        assertThat(failure.getMessage()).isEqualTo("REFUSED: HTTP 400 code=odd");
        assertThat(failure.said()).contains("my secret");
    }
}
