package io.focusforge.common.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
    private static final String VALID = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void continuesTheCallersTrace() {
        assertThat(TraceContext.continueOrStart(VALID).traceparent()).isEqualTo(VALID);
        assertThat(TraceContext.continueOrStart(VALID).traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\nx-evil: 1",
            })
    void startsAnewWhereTheHeaderIsNotOne(String header) {
        var trace = TraceContext.continueOrStart(header);
        assertThat(TraceContext.isValid(trace.traceparent())).isTrue();
        assertThat(trace.traceparent()).isNotEqualTo(header);
    }
}
