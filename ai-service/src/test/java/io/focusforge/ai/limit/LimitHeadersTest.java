package io.focusforge.ai.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.common.limit.ShortDuration;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitHeadersTest {
    @Test
    void tellsEveryLimitAndOfRequestsAndTokensTheOneWithTheLeastLeft() {
        var headers = new HashMap<String, String>();
        LimitHeaders.write(
                List.of(
                        standing(Scope.KEY, Dimension.REQUESTS, 60, 59, Duration.ofMillis(1500)),
                        standing(Scope.KEY, Dimension.TOKENS, 1000, 900, Duration.ofSeconds(61)),
                        standing(Scope.TENANT, Dimension.TOKENS, 5000, 12, Duration.ofSeconds(30)),
                        standing(Scope.MODEL, Dimension.CONCURRENT, 8, 7, Duration.ZERO),
                        new Standing(
                                new Rule(Subject.tenant(), Dimension.MONEY, 9, BudgetPeriod.DAY.at(Instant.now())),
                                5,
                                Duration.ofHours(3))),
                false,
                headers::put);
        assertThat(headers)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "RateLimit-Policy",
                        "\"key-requests\";q=60;w=60, \"key-tokens\";q=1000;w=60, \"tenant-tokens\";q=5000;w=60, "
                                + "\"model-concurrent\";q=8;qu=\"concurrent-requests\"",
                        "RateLimit",
                        "\"key-requests\";r=59;t=2, \"key-tokens\";r=900;t=61, \"tenant-tokens\";r=12;t=30, \"model-concurrent\";r=7",
                        "x-ratelimit-limit-requests",
                        "60",
                        "x-ratelimit-remaining-requests",
                        "59",
                        "x-ratelimit-reset-requests",
                        "1.5s",
                        "x-ratelimit-limit-tokens",
                        "5000",
                        "x-ratelimit-remaining-tokens",
                        "12",
                        "x-ratelimit-reset-tokens",
                        "30s"));
    }

    @Test
    void theRequestsOfAKeyThatWereToldBeforeStayTold() {
        var before = "\"requests\";r=9;t=6, \"tenant-tokens\";r=5;t=61";
        var now = "\"tenant-tokens\";r=3;t=61";
        assertThat(LimitHeaders.inPlaceOf(before, now)).isEqualTo("\"requests\";r=9;t=6, " + now);
        assertThat(LimitHeaders.inPlaceOf("\"requests\";r=9;t=6", now)).isEqualTo("\"requests\";r=9;t=6, " + now);
        assertThat(LimitHeaders.inPlaceOf(before, "\"requests\";r=8;t=6")).isEqualTo("\"requests\";r=8;t=6");
        assertThat(LimitHeaders.inPlaceOf("\"tenant-tokens\";r=5;t=61", now)).isEqualTo(now);
        assertThat(LimitHeaders.inPlaceOf(null, now)).isEqualTo(now);
    }

    @Test
    void writesDurationsAsOpenAiDoes() {
        assertThat(ShortDuration.format(Duration.ofMinutes(6))).isEqualTo("6m0s");
        assertThat(ShortDuration.format(Duration.ofMillis(61_500))).isEqualTo("1m1.5s");
        assertThat(ShortDuration.format(Duration.ofSeconds(1))).isEqualTo("1s");
        assertThat(ShortDuration.format(Duration.ofNanos(11_000_001))).isEqualTo("12ms");
        assertThat(ShortDuration.format(Duration.ZERO)).isEqualTo("0ms");
    }

    private static Standing standing(Scope scope, Dimension dimension, long limit, long remaining, Duration reset) {
        return new Standing(new Rule(new Subject(scope, "x"), dimension, limit, null), remaining, reset);
    }
}
