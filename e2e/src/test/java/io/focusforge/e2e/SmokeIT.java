package io.focusforge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What {@code helm test} runs, over a stack without a cluster. */
class SmokeIT {
    private static final String SCRIPT = "../helm/focusforge/files/smoke.sh";

    private final Client client = Stacks.withRules().newTenant();

    @Test
    void asksForAChatAJobAndASearch() throws Exception {
        assertThat(said(client.key(), 0)).contains("chat: answered", "search: found", "all is well");
    }

    @Test
    void failsWhenTheGatewayRefuses() throws Exception {
        assertThat(said("ff_none", 1))
                .contains("POST /v1/chat/completions: HTTP/1.")
                .contains("401")
                .doesNotContain("all is well");
    }

    private String said(String key, int code) throws Exception {
        var gateway = URI.create(client.url());
        var command = new ProcessBuilder("bash", SCRIPT).redirectErrorStream(true);
        command.environment().put("GATEWAY_HOST", gateway.getHost());
        command.environment().put("GATEWAY_PORT", "" + gateway.getPort());
        command.environment().put("API_KEY", key);
        command.environment().put("TIMEOUT", "120");
        var process = command.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(code);
        return output;
    }
}
