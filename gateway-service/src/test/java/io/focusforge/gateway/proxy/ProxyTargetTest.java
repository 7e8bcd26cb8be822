package io.focusforge.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.gateway.testing.Fake;
import io.focusforge.gateway.testing.FakeServices;
import io.focusforge.gateway.testing.Keys;
import io.focusforge.gateway.testing.RawHttp;
import io.focusforge.local.testing.FocusForgeServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which paths are public, however they are written. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "gateway"))
@WithTestResource(FakeServices.class)
class ProxyTargetTest {
    private final String key = Keys.admin();
    private final Fake orchestrator = new Fake("orchestrator");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/jobs",
                "//internal/jobs",
                "/api/v1/tasks/../../../internal/jobs",
                "/api/v1/tasks/%2e%2e/%2e%2e/%2e%2e/internal/jobs",
                "/api/v1/tasks/..%2f..%2f..%2finternal%2fjobs",
                "/api/v1/tasks/..;/..;/..;/internal/jobs",
                "/api/v1/tasks/..\\..\\..\\internal\\jobs",
                "/api/v1/tasks//../jobs",
                "http://localhost/internal/jobs",
                "http://localhost/api/v1/tasks/../jobs",
                "/api/v1/tasks/%00",
                "/q/metrics",
                "/nothing"
            })
    void letsNoPathThroughToWhatIsNotPublic(String target) {
        var before = orchestrator.requests();
        var request = "GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(target, key);
        assertThat(RawHttp.exchange(RestAssured.port, request))
                .satisfiesAnyOf(
                        answer -> assertThat(answer)
                                .startsWith("HTTP/1.1 404")
                                .contains("\"route_not_found\"", "/openapi"),
                        answer -> assertThat(answer).startsWith("HTTP/1.1 400"));
        assertThat(orchestrator.requests()).isEqualTo(before);
    }

    @Test
    void readsARequestWithTwoLengthsAsOneOrNotAtAll() {
        var before = orchestrator.requests();
        var smuggled = "0\r\n\r\nGET /api/v1/tasks/echo HTTP/1.1\r\nHost: x\r\n\r\n";
        var answer = RawHttp.exchange(
                RestAssured.port,
                head("POST", "/api/v1/tasks/echo") + "Connection: close\r\nContent-Length: " + smuggled.length()
                        + "\r\nTransfer-Encoding: chunked\r\n\r\n" + smuggled);
        assertThat(answer.split("HTTP/1.1 ", -1)).hasSizeLessThanOrEqualTo(3);
        assertThat(answer).doesNotContain("\"method\":\"GET\"");
        assertThat(orchestrator.requests() - before).isLessThanOrEqualTo(1);
    }

    @Test
    void takesATargetWithSchemeAndHost() {
        var request =
                "GET http://x/api/v1/tasks/echo?a=1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer %s\r\n\r\n"
                        .formatted(key);
        assertThat(RawHttp.exchange(RestAssured.port, request))
                .startsWith("HTTP/1.1 200")
                .contains("\"uri\":\"/api/v1/tasks/echo?a=1\"");
    }

    private String head(String method, String path) {
        return "%s %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n".formatted(method, path, key);
    }
}
