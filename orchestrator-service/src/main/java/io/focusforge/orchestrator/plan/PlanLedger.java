package io.focusforge.orchestrator.plan;

import io.focusforge.common.event.CloudEvent;
import io.focusforge.common.id.Ids;
import io.focusforge.common.outbox.Outbox;
import io.focusforge.common.trace.TraceContext;
import io.focusforge.orchestrator.event.Announcement;
import io.focusforge.orchestrator.event.EventStore;
import io.focusforge.orchestrator.event.NewEvent;
import io.focusforge.orchestrator.event.NewEvents;
import io.focusforge.orchestrator.event.Pipeline;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Writes changes of plans: the event, the plan, and what the suite is told, all in the caller's transaction. */
@ApplicationScoped
public class PlanLedger {
    private static final String SOURCE = "/orchestrator/plans";

    private final EventStore events;
    private final PlanStore store;
    private final PlanJson json;
    private final Outbox outbox;

    PlanLedger(EventStore events, PlanStore store, PlanJson json, Outbox outbox) {
        this.events = events;
        this.store = store;
        this.json = json;
        this.outbox = outbox;
    }

    /** @return the plan as it is stored */
    public Plan create(Pipeline pipeline, PlanKey key, Plan plan) {
        append(pipeline, key, new PlanEvent(PlanEvent.Kind.CREATED, plan), plan.updatedAt());
        store.insert(pipeline, key, plan);
        return plan;
    }

    /** @return the plan as it is stored */
    public Plan change(Pipeline pipeline, PlanKey key, Plan before, PlanEvent.Kind kind, Plan changed, Instant now) {
        var after = changed.with(plan -> {
            plan.version = before.version() + 1;
            plan.updatedAt = now;
        });
        append(pipeline, key, new PlanEvent(kind, after), now);
        store.update(pipeline, key, after, before.version());
        return after;
    }

    private void append(Pipeline pipeline, PlanKey key, PlanEvent event, Instant now) {
        var trace = TraceContext.current().traceparent();
        var name = CloudEvent.TYPE_PREFIX + "plan." + event.kind().name().toLowerCase(Locale.ROOT) + ".v1";
        var stored = new NewEvent(Ids.next(), name, json.write(event));
        var batch = new NewEvents(
                key.tenant(), key.id(), event.plan().version() - 1, List.of(stored), now, key.owner(), trace);
        events.append(pipeline, batch);
        var told = Announcement.of(SOURCE, batch);
        pipeline.send(connection ->
                outbox.add(connection, told.stream().map(outbox::event).toList()));
    }
}
