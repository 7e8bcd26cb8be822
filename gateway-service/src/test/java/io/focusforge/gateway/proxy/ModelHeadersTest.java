package io.focusforge.gateway.proxy;

import static io.focusforge.gateway.testing.Keys.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.gateway.testing.FakeServices;
import io.focusforge.gateway.testing.Keys;
import io.focusforge.local.testing.FocusForgeServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the gateway itself answers under {@code /v1}, and what each answer has in its head. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "gateway"))
@WithTestResource(FakeServices.class)
class ModelHeadersTest {
    private static final Set<String> OF_ALL = Set.of("x-request-id", "x-focusforge-cache", "x-focusforge-overhead-ms");
    private static final Set<String> OF_NOTHING_DONE = Set.of("x-focusforge-attempts", "x-focusforge-cost");
    private static final Set<String> OF_THE_KEY = Set.of(
            "RateLimit",
            "RateLimit-Policy",
            "x-ratelimit-limit-requests",
            "x-ratelimit-remaining-requests",
            "x-ratelimit-reset-requests",
            "x-ratelimit-limit-tokens",
            "x-ratelimit-remaining-tokens",
            "x-ratelimit-reset-tokens");
    private static final Set<String> OF_A_DELAY = Set.of("Retry-After", "retry-after-ms");

    private record Source(String name, int status, Set<String> without, Function<String, Response> answer) {}

    @TestFactory
    Stream<DynamicTest> theHeadersAreThereWhateverIsRefused() {
        return Stream.of(
                        new Source("no key", 401, OF_THE_KEY, key -> given().get("/v1/models")),
                        new Source("no such key", 401, OF_THE_KEY, key -> as("ff_none_x")
                                .get("/v1/models")),
                        new Source("an odd path", 404, OF_THE_KEY, key -> as(key).urlEncodingEnabled(false)
                                .get("/v1/a;b")),
                        new Source("a large body", 413, Set.of(), key -> as(key).body(new byte[9_000_000])
                                .post("/v1/upload")),
                        new Source("a bad idempotency key", 400, Set.of(), key -> as(key).header(
                                        "Idempotency-Key", "x".repeat(300))
                                .post("/v1/echo")),
                        new Source("too many requests", 429, Set.of(), ModelHeadersTest::tooMany),
                        new Source("no answer", 504, OF_NOTHING_DONE, key -> as(key).get("/v1/never")),
                        new Source("a broken connection", 503, OF_NOTHING_DONE, key -> as(key).get("/v1/hang-up")))
                .map(source -> DynamicTest.dynamicTest(source.name(), () -> check(source)));
    }

    @Test
    void elsewhereTheyAreNot() {
        var headers = as(Keys.admin()).get("/api/v1/tasks/never").headers();
        assertThat(headers).noneMatch(header -> header.getName().startsWith("x-focusforge-"));
    }

    private static void check(Source source) {
        var key = key();
        as(key).get("/v1/limited").then().statusCode(200);
        var answer = source.answer().apply(key);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(source.status());
        Stream.of(OF_ALL, OF_NOTHING_DONE, OF_THE_KEY).flatMap(Set::stream).forEach(name -> assertThat(
                        answer.headers().hasHeaderWithName(name))
                .as(name)
                .isEqualTo(!source.without().contains(name)));
        OF_A_DELAY.forEach(name -> assertThat(answer.headers().hasHeaderWithName(name))
                .as(name)
                .isEqualTo(source.status() == 429 || source.status() == 503));
    }

    private static Response tooMany(String key) {
        as(key).get("/v1/limited");
        as(key).get("/v1/limited");
        return as(key).get("/v1/limited");
    }

    private static String key() {
        return Keys.create(Map.of("scopes", List.of("models:write"), "requestsPerMinute", 3))
                .getString("key");
    }
}
