package io.focusforge.orchestrator.runapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.trace.TraceContext;
import io.focusforge.orchestrator.run.Graph;
import io.focusforge.orchestrator.run.GraphSource;
import io.focusforge.orchestrator.run.NewRun;
import io.focusforge.orchestrator.run.RunKey;
import io.focusforge.orchestrator.run.Webhook;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Graphs of tests, and a resource that runs them. */
@Path("/test/runs")
@RolesAllowed(Scopes.TASKS_WRITE)
@RunOnVirtualThread
public class TestRuns {
    static final Map<String, Graph> GRAPHS = new ConcurrentHashMap<>();

    private final RunLauncher launcher;
    private final CurrentCaller caller;

    TestRuns(RunLauncher launcher, CurrentCaller caller) {
        this.launcher = launcher;
        this.caller = caller;
    }

    @ApplicationScoped
    static class Source implements GraphSource {
        @Override
        public String kind() {
            return "test";
        }

        @Override
        public Optional<Graph> find(RunKey run, String definition) {
            return Optional.ofNullable(GRAPHS.get(definition));
        }
    }

    @POST
    public Response run(
            @QueryParam("chain") String chain,
            @QueryParam("mode") String mode,
            @QueryParam("webhook") String webhook,
            @HeaderParam(IdempotencyKey.HEADER) String key,
            @Context RoutingContext http,
            JsonNode input) {
        var run = new NewRun(
                "test",
                chain,
                chain,
                input,
                caller.get(),
                webhook == null ? null : new Webhook(webhook, null),
                TraceContext.current().traceparent());
        var how = new Launch(
                RunMode.valueOf(mode.toUpperCase(Locale.ROOT)),
                Duration.ofSeconds(2),
                IdempotencyKey.of(key, chain + mode, input.toString().getBytes(StandardCharsets.UTF_8)));
        return launcher.launch(run, how, http.response());
    }
}
