package io.focusforge.worker.webhook;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.worker.handler.JobContext;
import io.focusforge.worker.postgres.Statement;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/**
 * Of what happened to a subject an endpoint is told in order: an event that says of which subject it is, and which one in its history, waits for
 * those before it that are yet to be delivered. What another one waits for is over when it was delivered, or given up.
 */
@ApplicationScoped
class DeliveryOrder {
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final Statement IS_BEHIND = new Statement("""
            SELECT EXISTS (
                SELECT FROM jobs WHERE tenant_id = $1 AND user_id = $2 AND type = 'webhook.deliver'
                  AND state IN ('queued', 'dispatched', 'running') AND payload ->> 'endpointId' = $3
                  AND payload #>> '{event,data,subject}' = $4 AND payload #> '{event,data,version}' < to_jsonb($5::integer))
             OR EXISTS (
                SELECT FROM jobs WHERE tenant_id = $1 AND user_id = $2 AND type = 'webhook.publish'
                  AND state IN ('queued', 'dispatched', 'running')
                  AND payload @> jsonb_build_object('events', jsonb_build_array(
                      jsonb_build_object('data', jsonb_build_object('subject', $4::text))))) AS behind""");
    private final TenantDatabase database;
    private final WebhookConfig config;
    private final Clock clock;

    DeliveryOrder(TenantDatabase database, WebhookConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /** Waits a moment. @return whether its turn has come; on the last attempt it has, so that late is not never */
    boolean await(JobContext context, UUID endpoint, Event event) throws InterruptedException {
        if (!isNumbered(event) || context.isLastAttempt()) {
            return true;
        }
        var end = clock.instant().plus(config.orderWait());
        while (isBehind(context, endpoint, event)) {
            if (!clock.instant().isBefore(end)) {
                return false;
            }
            Thread.sleep(LOOK_EVERY);
        }
        return true;
    }

    private static boolean isNumbered(Event event) {
        return event.data().path("subject").isTextual()
                && event.data().path("version").isInt();
    }

    private boolean isBehind(JobContext context, UUID endpoint, Event event) {
        var tenant = context.job().tenant();
        return database.read(tenant, connection -> IS_BEHIND
                .run(
                        connection,
                        tenant,
                        context.user(),
                        endpoint.toString(),
                        event.data().path("subject").asText(),
                        event.data().path("version").asInt())
                .iterator()
                .next()
                .getBoolean("behind"));
    }
}
