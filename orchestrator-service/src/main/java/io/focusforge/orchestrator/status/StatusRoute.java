package io.focusforge.orchestrator.status;

import io.focusforge.orchestrator.chain.ChainCatalog;
import io.focusforge.orchestrator.chain.ModelDirectory;
import io.focusforge.orchestrator.chain.Models;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Serves the status on the management port, which only operators and the gateway reach. */
@ApplicationScoped
class StatusRoute {
    private static final Logger LOG = Logger.getLogger(StatusRoute.class);

    private final BacklogStore backlog;
    private final ChainCatalog chains;
    private final ModelDirectory models;

    StatusRoute(BacklogStore backlog, ChainCatalog chains, ModelDirectory models) {
        this.backlog = backlog;
        this.chains = chains;
        this.models = models;
    }

    void register(@Observes ManagementInterface management) {
        management.router().get("/q/status").handler(context -> Thread.ofVirtual()
                .start(() -> answer(context)));
    }

    private void answer(RoutingContext context) {
        try {
            var body = json(backlog.count());
            answer(context, 200, body);
        } catch (RuntimeException e) {
            LOG.warnf("The status cannot be had: %s", e);
            answer(context, 503, new JsonObject());
        }
    }

    private JsonObject json(Backlog waiting) {
        var names = new JsonArray();
        chains.all()
                .forEach(chain ->
                        names.add(new JsonObject().put("name", chain.name()).put("version", chain.version())));
        return new JsonObject()
                .put("sagasPending", waiting.sagasPending())
                .put("sagasOverdue", waiting.sagasOverdue())
                .put("sagasStuck", waiting.sagasStuck())
                .put("outboxUnsent", waiting.outboxUnsent())
                .put("chains", names)
                .put("modelConfigured", models.current() == Models.CONFIGURED);
    }

    private static void answer(RoutingContext context, int status, JsonObject body) {
        var response = context.response().setStatusCode(status).putHeader("Content-Type", "application/json");
        response.end(body.encode()).onFailure(failure -> LOG.debugf("The reader of the status has gone: %s", failure));
    }
}
