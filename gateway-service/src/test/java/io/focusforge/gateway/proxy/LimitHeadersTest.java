package io.focusforge.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;

class LimitHeadersTest {
    private static final String LIMIT = "x-ratelimit-limit-requests";
    private static final String REMAINING = "x-ratelimit-remaining-requests";

    @Test
    void tellsTheRequestLimitOfWhichTheLeastIsLeft() {
        var ours = headers("6000", "5999");
        var service = headers("10", "3");
        LimitHeaders.keepLeast(service, ours);
        assertThat(ours.get(LIMIT)).isNull();
        assertThat(service.get(LIMIT)).isEqualTo("10");
    }

    @Test
    void tellsItsOwnWhenTheServiceHasMoreOrNone() {
        var ours = headers("20", "7");
        var service = headers("1000", "900");
        LimitHeaders.keepLeast(service, ours);
        assertThat(service).isEmpty();
        LimitHeaders.keepLeast(MultiMap.caseInsensitiveMultiMap(), ours);
        assertThat(ours.get(REMAINING)).isEqualTo("7");
    }

    private static MultiMap headers(String limit, String remaining) {
        return MultiMap.caseInsensitiveMultiMap()
                .add(LIMIT, limit)
                .add(REMAINING, remaining)
                .add("x-ratelimit-reset-requests", "1s");
    }
}
