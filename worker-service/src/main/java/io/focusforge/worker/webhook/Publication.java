package io.focusforge.worker.webhook;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.worker.dedupe.Draft;
import io.focusforge.worker.handler.JobContext;
import io.focusforge.worker.handler.JobType;
import io.focusforge.worker.intake.Admission;
import io.focusforge.worker.job.Job;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.job.JobState;
import io.focusforge.worker.job.Terms;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Makes the deliveries of events: jobs of the endpoints' users, which are named for event and endpoint, so that one that is told again makes none
 * a second time.
 */
@ApplicationScoped
class Publication {
    private static final JobType<DeliverWebhook.Input> DELIVERY = DeliverWebhook.TYPE;

    private final SubscriptionStore subscriptions;
    private final TenantDatabase database;
    private final Admission admission;
    private final ObjectMapper json;
    private final Clock clock;

    Publication(
            SubscriptionStore subscriptions,
            TenantDatabase database,
            Admission admission,
            ObjectMapper json,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.database = database;
        this.admission = admission;
        this.json = json;
        this.clock = clock;
    }

    void publish(JobContext context, List<PublishEvents.Published> events) {
        var deliveries = deliveries(context, events);
        if (!deliveries.isEmpty()) {
            admission.named((connection, entrance) -> {
                var ledger = entrance.open(connection, deliveries);
                deliveries.forEach(ledger::take);
                entrance.write(connection, ledger);
                return deliveries;
            });
        }
    }

    private List<Draft> deliveries(JobContext context, List<PublishEvents.Published> events) {
        var tenant = context.job().tenant();
        var users = events.stream().map(PublishEvents.Published::userId).collect(Collectors.toSet());
        var endpoints = database.read(tenant, connection -> subscriptions.find(connection, tenant, users));
        return events.stream()
                .flatMap(event -> endpoints.stream()
                        .filter(endpoint -> endpoint.wants(event))
                        .map(endpoint -> new Draft(job(context, event, endpoint), null)))
                .toList();
    }

    private Job job(JobContext context, PublishEvents.Published event, Subscription endpoint) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var defaults = DELIVERY.defaults();
        return new Job(
                new JobKey(context.job().tenant(), id(event, endpoint)),
                endpoint.user(),
                DELIVERY.name(),
                defaults.queue(),
                defaults.priority(),
                payload(event, endpoint).toString(),
                new JobState.Queued(now),
                now,
                0,
                defaults.maxAttempts(),
                List.of(),
                null,
                context.traceparent(),
                now,
                now,
                Terms.OF_TYPE);
    }

    /** With the time of the event in front, as in every id of a job, so that lists show it where it belongs. */
    private static UUID id(PublishEvents.Published event, Subscription endpoint) {
        var name = "webhook.publish/" + event.id() + "/" + endpoint.endpoint();
        var hash = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.US_ASCII));
        return new UUID(event.id().getMostSignificantBits(), hash.getLeastSignificantBits());
    }

    private ObjectNode payload(PublishEvents.Published event, Subscription endpoint) {
        var payload =
                json.createObjectNode().put("endpointId", endpoint.endpoint().toString());
        payload.putObject("event").put("type", event.type()).set("data", event.data());
        return payload;
    }
}
