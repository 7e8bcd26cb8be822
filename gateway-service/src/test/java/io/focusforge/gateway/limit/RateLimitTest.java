package io.focusforge.gateway.limit;

import static io.focusforge.gateway.testing.Keys.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.focusforge.gateway.testing.FakeServices;
import io.focusforge.gateway.testing.Keys;
import io.focusforge.local.testing.FocusForgeServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "gateway"))
@WithTestResource(FakeServices.class)
class RateLimitTest {
    private static final String ECHO = "/api/v1/tasks/echo";

    @Test
    void saysOnEveryAnswerWhatIsLeft() {
        var key = key(3);
        as(key).get(ECHO)
                .then()
                .statusCode(200)
                .header("RateLimit-Policy", "\"requests\";q=3;w=60")
                .header("RateLimit", "\"requests\";r=2;t=20")
                .header("x-ratelimit-limit-requests", "3")
                .header("x-ratelimit-remaining-requests", "2")
                .header("x-ratelimit-reset-requests", "20s")
                .header("Retry-After", nullValue());
        as(key).get("/api/v1/tenants")
                .then()
                .statusCode(403)
                .header("RateLimit", matchesPattern("\"requests\";r=1;t=\\d+"));
        as(key).get("/api/v1/memories")
                .then()
                .statusCode(503)
                .header("RateLimit", matchesPattern("\"requests\";r=0;t=\\d+"));
    }

    @Test
    void refusesWhatIsTooMuchAndSaysWhenToComeBack() {
        var key = key(1);
        as(key).get(ECHO).then().statusCode(200);
        as(key).get(ECHO)
                .then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", matchesPattern("5\\d|60"))
                .header("retry-after-ms", matchesPattern("5\\d{4}|60000"))
                .header("RateLimit", matchesPattern("\"requests\";r=0;t=\\d+"))
                .header("x-ratelimit-remaining-requests", "0")
                .body("code", equalTo("rate_limited"))
                .body("limit.scope", equalTo("key"))
                .body("limit.dimension", equalTo("requests"))
                .body("limit.limit", equalTo(1))
                .body("limit.freesAt", matchesPattern("20\\d\\d-.*Z"));
        as(key).get("/v1/models")
                .then()
                .statusCode(429)
                .body("error.code", equalTo("rate_limited"))
                .body("error.type", equalTo("rate_limit_error"))
                .body("error.limit.scope", equalTo("key"));
    }

    @Test
    void admitsExactlyTheQuotaToConcurrentClients() throws Exception {
        var key = key(20);
        var started = System.nanoTime();
        Callable<Integer> client = () -> as(key).get(ECHO).statusCode();
        var admitted = 0;
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var status :
                    threads.invokeAll(Stream.generate(() -> client).limit(60).toList())) {
                admitted += status.get() == 200 ? 1 : 0;
            }
        }
        var restored =
                (int) ((System.nanoTime() - started) / Duration.ofSeconds(3).toNanos());
        assertThat(admitted).isBetween(20, 20 + restored);
    }

    private static String key(int requestsPerMinute) {
        return Keys.create(Map.of("scopes", List.of("tasks:read"), "requestsPerMinute", requestsPerMinute))
                .getString("key");
    }
}
