package io.focusforge.ai.budget;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.ai.budget.CounterStore.Counter;
import io.focusforge.common.event.CloudEvent;
import io.focusforge.common.id.Ids;
import io.focusforge.common.job.JobRequest;
import io.focusforge.common.outbox.Outbox;
import io.focusforge.common.outbox.OutboxMessage;
import io.focusforge.common.trace.TraceContext;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Tells of each threshold once in a period: as an event, and to the budget's webhook. Part of the transaction that reaches it. */
@Singleton
class BudgetAlerts {
    static final String TYPE = "budget.threshold_reached.v1";

    private final CounterStore counters;
    private final Outbox outbox;
    private final Clock clock;

    BudgetAlerts(CounterStore counters, Outbox outbox, Clock clock) {
        this.counters = counters;
        this.outbox = outbox;
        this.clock = clock;
    }

    void tell(SqlConnection connection, Budget budget, Counter counter) {
        var reached = budget.terms().alertPercents().stream()
                .filter(percent -> counter.spentMicros() >= budget.terms().threshold(percent))
                .filter(percent -> !counter.alerted().contains(percent))
                .toList();
        if (!reached.isEmpty()) {
            counters.alerted(connection, counter, reached);
            outbox.add(
                    connection,
                    reached.stream()
                            .flatMap(percent -> messages(budget, data(budget, counter, percent)).stream())
                            .toList());
        }
    }

    private List<OutboxMessage> messages(Budget budget, ObjectNode data) {
        var trace = TraceContext.current().traceparent();
        var id = budget.id().toString();
        var event = CloudEvent.of(Ids.next(), "/ai-service", TYPE, id, clock.instant(), budget.tenant(), trace, data);
        var messages = new ArrayList<>(List.of(outbox.event(event)));
        if (budget.terms().webhook() != null) {
            messages.add(outbox.job(delivery(budget, event)));
        }
        return messages;
    }

    private static JobRequest delivery(Budget budget, CloudEvent event) {
        var payload = JsonNodeFactory.instance.objectNode();
        payload.put("endpointId", budget.terms().webhook().toString());
        payload.putObject("event").put("type", event.type()).set("data", event.data());
        return new JobRequest(
                Ids.next(),
                budget.tenant(),
                budget.maker(),
                null,
                "webhook.deliver",
                payload,
                null,
                null,
                event.traceparent());
    }

    private static ObjectNode data(Budget budget, Counter counter, int percent) {
        var terms = budget.terms();
        var window = budget.window(counter.from());
        var data = JsonNodeFactory.instance.objectNode();
        data.put("budgetId", budget.id().toString())
                .put("name", terms.name())
                .put("scope", terms.scope().code())
                .put("subject", terms.subject() == null ? null : terms.subject().toString())
                .put("period", terms.period().code())
                .put("periodStart", window.from().toString())
                .put("periodEnd", window.until().toString())
                .put("amountMicros", terms.amountMicros())
                .put("spentMicros", counter.spentMicros())
                .put("percent", percent)
                .put("hard", terms.hard());
        return data;
    }
}
