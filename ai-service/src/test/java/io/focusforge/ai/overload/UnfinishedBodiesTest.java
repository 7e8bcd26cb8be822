package io.focusforge.ai.overload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.focusforge.ai.testing.Api;
import io.focusforge.ai.testing.FakeProviders;
import io.focusforge.ai.testing.LogRecorder;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.problem.BrokenBodies;
import io.focusforge.local.testing.FocusForgeServers;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests whose bodies never come to their end. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "ai"))
@WithTestResource(FakeProviders.class)
class UnfinishedBodiesTest {
    private final Api api = new Api();

    private final Logger broken = Logger.getLogger(BrokenBodies.class.getName());
    private LogRecorder log;

    @Inject
    MeterRegistry meters;

    @BeforeEach
    void listen() {
        broken.setLevel(Level.FINE);
        log = LogRecorder.start();
    }

    @AfterEach
    void listenNoMore() {
        log.close();
        broken.setLevel(null);
    }

    @Test
    void givesBackTheRoomOfAClientThatGoesInTheMiddleOfItsBody() throws IOException {
        try (var _ = begun("Content-Length: 1000", "{")) {
            await().until(() -> gauge("body.bytes") >= 1000);
        }
        await().until(() -> gauge("body.bytes") == 0 && gauge("requests") == 0);
    }

    @ParameterizedTest
    @CsvSource({"Content-Length: 1000000,{", "Transfer-Encoding: chunked,'1\r\n{\r\n'"})
    void forgetsAClientThatGoesWhileItsBodyIsReadByTheResource(String length, String part) throws IOException {
        try (var _ = begun(length, part)) {
            await().until(() -> gauge("requests") == 1);
        }
        await().until(() -> gauge("requests") == 0);
        await().until(() -> log.toString().contains("A body broke off"));
        assertThat(log.toString()).doesNotContain("Unexpected failure", "failed, error id");
    }

    @Test
    void forgetsAClientThatSendsTooMuch() throws IOException {
        var chunk = "100000\r\n" + " ".repeat(0x100000) + "\r\n";
        try (var client = begun("Transfer-Encoding: chunked", "1\r\n{\r\n")) {
            assertThatThrownBy(() -> {
                        while (client.getInputStream().available() == 0) {
                            client.getOutputStream().write(chunk.getBytes(UTF_8));
                        }
                        throw new IOException("answered");
                    })
                    .isInstanceOf(IOException.class);
            await().until(() -> gauge("requests") == 0);
        }
        await().until(() -> log.toString().contains("A body broke off"));
        assertThat(log.toString()).doesNotContain("Unexpected failure", "failed, error id");
    }

    private Socket begun(String length, String part) throws IOException {
        var client = new Socket("localhost", RestAssured.port);
        var head =
                "POST %s HTTP/1.1\r\nHost: here\r\nAuthorization: %s\r\nContent-Type: application/json\r\n%s\r\n\r\n%s"
                        .formatted(Api.CHAT, api.bearer(Scopes.MODELS_WRITE), length, part);
        client.getOutputStream().write(head.getBytes(UTF_8));
        return client;
    }

    private double gauge(String name) {
        return meters.get("focusforge.overload." + name).gauge().value();
    }
}
