package io.focusforge.orchestrator.eventfeed;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.local.testing.TestTokens;
import io.focusforge.orchestrator.testing.*;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.File;
import java.nio.file.*;
import java.util.regex.*;
import java.util.stream.*;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithNeighbours
class TemporaryDocsTest {
    @Test
    void runs() throws Exception {
        var user = User.fresh();
        var text = Files.readString(Path.of("../docs/events.md"));
        var blocks = Pattern.compile("^```bash\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL).matcher(text).results().map(m -> m.group(1)).collect(Collectors.joining("\n"));
        var p = new ProcessBuilder("bash", "-c", "set -euo pipefail\ncurl() { command curl --fail-with-body --max-time 30 \"$@\"; echo; }\n" + blocks).directory(new File("/tmp/b")).redirectErrorStream(true).redirectOutput(new File("/tmp/events-docs.out"));
        p.environment().put("FF", "http://localhost:" + RestAssured.port);
        p.environment().put("KEY", TestTokens.bearer(user.tenant(), user.id(), "tasks:admin", "audit:read").substring(7));
        assertThat(p.start().waitFor()).isZero();
    }
}
