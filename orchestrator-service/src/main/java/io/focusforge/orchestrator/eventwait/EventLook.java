package io.focusforge.orchestrator.eventwait;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.event.RecordedEvent;
import io.focusforge.orchestrator.eventwait.LookStore.Waiting;
import io.focusforge.orchestrator.run.RunKey;
import io.focusforge.orchestrator.runengine.Engine;
import io.focusforge.orchestrator.runstore.RunCommands;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Looks for the events that steps wait for. Any number of replicas may do so at once: each takes others. */
@ApplicationScoped
class EventLook {
    private static final int LONGEST = 64_000;

    private final TenantDatabase database;
    private final LookStore store;
    private final RunCommands runs;
    private final Engine engine;
    private final ObjectMapper json;
    private final Clock clock;

    EventLook(
            TenantDatabase database, LookStore store, RunCommands runs, Engine engine, ObjectMapper json, Clock clock) {
        this.database = database;
        this.store = store;
        this.runs = runs;
        this.engine = engine;
        this.json = json;
        this.clock = clock;
    }

    @Scheduled(
            every = "{focusforge.runs.look-for-events-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void look() {
        var woken = database.acrossTenants(this::look);
        if (!woken.isEmpty()) {
            engine.notice(woken);
        }
    }

    private List<RunKey> look(SqlConnection connection) {
        var woken = new ArrayList<RunKey>();
        var waiting = store.claim(connection, clock.instant());
        waiting.stream().filter(Waiting::isOver).forEach(wait -> forget(connection, wait));
        var open = waiting.stream().filter(wait -> !wait.isOver()).toList();
        var seen = store.next(connection, open);
        for (var i = 0; i < open.size(); i++) {
            var wait = open.get(i);
            var events = seen.getOrDefault(i, List.of());
            var wanted = events.stream().filter(wait::wants).findFirst();
            if (wanted.isPresent()) {
                send(connection, wait, wanted.get());
                woken.add(wait.run());
            } else if (!events.isEmpty()) {
                store.pass(connection, wait, events.getLast().position());
            }
        }
        return woken;
    }

    private void send(SqlConnection connection, Waiting wait, RecordedEvent event) {
        var nobody = new Caller(wait.run().tenant(), wait.user(), Set.of(), null);
        var name = EventWaits.signal(wait.step());
        runs.signal(connection, wait.run(), name, told(event).toString(), nobody, clock.instant());
        forget(connection, wait);
    }

    /** What is too long for a signal is told without its data. */
    private ObjectNode told(RecordedEvent event) {
        try {
            return told(event, event.data().length() > LONGEST ? null : json.readTree(event.data()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event that was stored is not readable", e);
        }
    }

    private ObjectNode told(RecordedEvent event, JsonNode data) {
        var told = json.createObjectNode()
                .put("id", event.id().toString())
                .put("type", event.type())
                .put("subject", event.stream().toString())
                .put("time", event.time().toString());
        return told.set("data", data);
    }

    private static void forget(SqlConnection connection, Waiting wait) {
        var unused =
                EventWaits.forget(connection, wait.run().tenant(), wait.run().id(), wait.step());
    }
}
