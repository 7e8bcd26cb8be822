package io.focusforge.ai.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.ai.provider.UpstreamFailure.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalReasonTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"error":{"code":"context_length_exceeded"}}                                           | CONTEXT_LENGTH
            {"object":"error","message":"This model's maximum context length is 4096 tokens"}      | CONTEXT_LENGTH
            {"error":{"message":"prompt is too long: 219000 tokens > 200000 maximum"}}             | CONTEXT_LENGTH
            {"error":{"message":"the request exceeds the available context size"}}                 | CONTEXT_LENGTH
            {"error":{"code":"content_filter","innererror":{"code":"ResponsibleAIPolicyViolation"}}} | CONTENT_POLICY
            {"error":{"code":"content_policy_violation"}}                                          | CONTENT_POLICY
            {"error":{"message":"temperature must be at most 2"}}                                  | REFUSED
            <html>Bad Request</html>                                                               | REFUSED
            """)
    void readsWhyAProviderRefuses(String body, Kind kind) {
        assertThat(UpstreamFailure.of(400, body, null).kind()).isEqualTo(kind);
    }
}
