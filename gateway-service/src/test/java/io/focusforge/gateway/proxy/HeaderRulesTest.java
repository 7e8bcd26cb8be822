package io.focusforge.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection",
                "Keep-Alive",
                "Proxy-Authorization",
                "TE",
                "Trailer",
                "Transfer-Encoding",
                "Upgrade",
                "Authorization",
                "X-Api-Key",
                "Forwarded",
                "X-Forwarded-For",
                "X-Forwarded-Host",
                "X-Real-IP",
                "X-Tenant",
                "X-Tenant-Id",
                "X-User-Id",
                "X-FocusForge-Tenant",
                "X-HTTP-Method-Override",
                "X-Original-URL",
                "traceparent"
            })
    void keepsFromServices(String header) {
        assertThat(HeaderRules.reachesService(header, Set.of())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type",
                "Accept",
                "If-Match",
                "Idempotency-Key",
                "Last-Event-ID",
                "x-focusforge-timeout-ms",
                "x-focusforge-conversation",
                "x-focusforge-on-stream-failure",
                "x-focusforge-consistency",
                "X-Custom",
                "User-Agent",
                "tracestate"
            })
    void passesToServices(String header) {
        assertThat(HeaderRules.reachesService(header, Set.of())).isTrue();
    }

    @Test
    void dropsWhatConnectionNames() {
        var named = HeaderRules.named(List.of("close, X-Hop", "Other"));

        assertThat(named).contains("x-hop", "other");
        assertThat(HeaderRules.reachesService("X-Hop", named)).isFalse();
        assertThat(HeaderRules.reachesClient("x-hop", named)).isFalse();
    }

    @Test
    void letsNobodyTakeTheIdempotencyKeyOffARequest() {
        assertThat(HeaderRules.named(List.of("idempotency-key"))).doesNotContain("idempotency-key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Server", "X-Powered-By", "Via", "Keep-Alive", "X-Request-Id"})
    void keepsFromClients(String header) {
        assertThat(HeaderRules.reachesClient(header, Set.of())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ETag", "Idempotency-Replayed", "Retry-After", "Cache-Control", "Content-Type", "Location"})
    void passesToClients(String header) {
        assertThat(HeaderRules.reachesClient(header, Set.of())).isTrue();
    }
}
