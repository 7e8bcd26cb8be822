package io.focusforge.common.trace;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.focusforge.common.id.Ids;
import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.local.testing.OtlpReceiver;
import io.focusforge.local.testing.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** Spans, where somebody collects them. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "orchestrator"))
@WithTestResource(OtlpReceiver.class)
class SpanTest {
    private static final String TRACE = "5bf92f3577b34da6a3ce929d0e0e4736";

    @Test
    void continuesTheTraceOfTheCaller() {
        given().header("Authorization", TestTokens.bearer(Ids.next(), Ids.next(), Scopes.TASKS_READ))
                .header(TraceContext.HEADER, "00-" + TRACE + "-00f067aa0ba902b7-01")
                .get("/echo/caller")
                .then()
                .statusCode(200);
        var id = new String(HexFormat.of().parseHex(TRACE), StandardCharsets.ISO_8859_1);
        await().until(() -> received().contains(id) && received().contains("/echo/caller"));
    }

    /** Each byte as a character. */
    private static String received() {
        var url = ConfigProvider.getConfig().getValue(OtlpReceiver.RECEIVED, String.class);
        return new String(given().get(url).asByteArray(), StandardCharsets.ISO_8859_1);
    }
}
