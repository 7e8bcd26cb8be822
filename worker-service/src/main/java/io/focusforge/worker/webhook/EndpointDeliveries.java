package io.focusforge.worker.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.focusforge.common.id.Ids;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.worker.handler.JobContext;
import io.focusforge.worker.job.JobResult;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Delivers to endpoints, keeps their logs, and disables those that take nothing any more. */
@ApplicationScoped
class EndpointDeliveries {
    private static final Logger LOG = Logger.getLogger(EndpointDeliveries.class);

    private final EndpointStore endpoints;
    private final DeliveryStore deliveries;
    private final WebhookSender sender;
    private final DeliveryOrder order;
    private final TenantDatabase database;
    private final WebhookConfig config;
    private final Clock clock;

    EndpointDeliveries(
            EndpointStore endpoints,
            DeliveryStore deliveries,
            WebhookSender sender,
            DeliveryOrder order,
            TenantDatabase database,
            WebhookConfig config,
            Clock clock) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.sender = sender;
        this.order = order;
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    JobResult deliver(JobContext context, UUID id, Event event) throws InterruptedException {
        var found =
                database.read(context.job().tenant(), connection -> endpoints.find(connection, context.caller(), id));
        if (found.isEmpty()) {
            return JobResult.failed("webhook_endpoint_unknown", "There is no webhook endpoint with this id.");
        }
        var endpoint = found.get();
        if (!endpoint.health().isEnabled()) {
            var reason = endpoint.health().disabled().reason().text();
            return JobResult.failed("webhook_endpoint_disabled", "The endpoint is disabled (" + reason + ").");
        }
        if (!endpoint.target().wants(event.type())) {
            return skipped();
        }
        return order.await(context, id, event) ? send(context, endpoint, event) : behind();
    }

    private JobResult send(JobContext context, Endpoint endpoint, Event event) throws InterruptedException {
        var start = clock.instant();
        var letter = new WebhookSender.Letter(
                endpoint.target().url(), endpoint.keys().signing(start), event);
        var sent = sender.send(context, letter);
        record(context, endpoint, delivery(context, event, start, sent), sent.result());
        return sent.result();
    }

    /** What was delivered stays delivered, also when that cannot be written down. */
    private void record(JobContext context, Endpoint endpoint, Delivery delivery, JobResult result) {
        try {
            database.inTransaction(endpoint.tenant(), connection -> {
                deliveries.insert(connection, endpoint, delivery, config.deliveriesKept());
                judge(connection, context, endpoint, result);
                return delivery;
            });
        } catch (RuntimeException e) {
            LOG.warnf("A delivery to endpoint %s is missing in its log: %s", endpoint.id(), e);
        }
    }

    /** A success of an endpoint in good health, which is the rule, changes nothing and locks nothing. */
    private void judge(SqlConnection connection, JobContext context, Endpoint seen, JobResult result) {
        if (result instanceof JobResult.Done && seen.health().equals(Health.GOOD)) {
            return;
        }
        endpoints.lock(connection, context.caller(), seen.id()).ifPresent(endpoint -> {
            var now = clock.instant();
            var health = judged(endpoint.health(), context, result, now);
            if (!health.equals(endpoint.health())) {
                endpoints.update(connection, endpoint.with(endpoint.target(), health, now));
            }
        });
    }

    private Health judged(Health health, JobContext context, JobResult result, Instant now) {
        var patience = new Health.Patience(config.disableAfterFailures(), config.disableAfter());
        return switch (result) {
            case JobResult.Done done -> health.delivered();
            case JobResult.Failed failed
            when failed.code().equals(WebhookSender.GONE) -> health.disable(Health.Reason.GONE, now);
            case JobResult.Failed failed -> health.failed(true, now, patience);
            case JobResult.Retry retry -> health.failed(context.isLastAttempt(), now, patience);
        };
    }

    private Delivery delivery(JobContext context, Event event, Instant start, WebhookSender.Sent sent) {
        return new Delivery(
                Ids.next(),
                context.job().id(),
                context.attempt(),
                event.type(),
                start,
                Math.clamp(Duration.between(start, clock.instant()).toMillis(), 0, Integer.MAX_VALUE),
                sent.status(),
                error(sent.result()));
    }

    private static String error(JobResult result) {
        return switch (result) {
            case JobResult.Done done -> null;
            case JobResult.Retry retry -> retry.code() + ": " + retry.message();
            case JobResult.Failed failed -> failed.code() + ": " + failed.message();
        };
    }

    private static JobResult behind() {
        return JobResult.retry(
                "webhook_out_of_order", "An earlier event of the same subject is yet to be delivered to the endpoint.");
    }

    private static JobResult skipped() {
        return new JobResult.Done(JsonNodeFactory.instance.objectNode().put("skipped", "event_not_wanted"));
    }
}
