package io.focusforge.orchestrator.runengine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.focusforge.common.event.CloudEvent;
import io.focusforge.common.id.Ids;
import io.focusforge.common.job.JobRequest;
import io.focusforge.common.outbox.Outbox;
import io.focusforge.common.outbox.OutboxMessage;
import io.focusforge.orchestrator.relay.RelayWaker;
import io.focusforge.orchestrator.runstore.RunChange;
import io.focusforge.orchestrator.runstore.StoredRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Asks the worker to tell a run's webhook how it has ended. */
@ApplicationScoped
class WebhookNotice implements EndNotice {
    /** A longer output is to be fetched. */
    private static final int LONGEST_OUTPUT = 32_000;

    private final Outbox outbox;
    private final RelayWaker relay;
    private final ObjectMapper json;

    WebhookNotice(Outbox outbox, RelayWaker relay, ObjectMapper json) {
        this.outbox = outbox;
        this.relay = relay;
        this.json = json;
    }

    @Override
    public OutboxMessage of(StoredRun run, RunChange end, Instant at) {
        var webhook = run.what().webhook();
        if (webhook == null) {
            return null;
        }
        var payload = json.createObjectNode();
        if (webhook.url() == null) {
            payload.put("endpointId", webhook.endpointId().toString());
        } else {
            payload.put("url", webhook.url());
        }
        payload.putObject("event")
                .put("type", CloudEvent.TYPE_PREFIX + "run." + end.state().text() + ".v1")
                .set("data", data(run, end, at));
        var caller = run.what().caller();
        return outbox.job(new JobRequest(
                Ids.next(),
                caller.tenant(),
                caller.user(),
                null,
                "webhook.deliver",
                payload,
                null,
                null,
                run.what().traceparent()));
    }

    @Override
    public void committed() {
        relay.committed();
    }

    private ObjectNode data(StoredRun run, RunChange end, Instant at) {
        var data = json.createObjectNode()
                .put("id", run.key().id().toString())
                .put("chain", run.what().name())
                .put("state", end.state().text())
                .put("finishedAt", at.toString())
                .put("inputTokens", end.usage().inputTokens())
                .put("outputTokens", end.usage().outputTokens())
                .put("costMicros", end.usage().costMicros());
        if (end.output() != null && end.output().length() <= LONGEST_OUTPUT) {
            data.putRawValue("output", new RawValue(end.output()));
        }
        if (end.error() != null) {
            data.putObject("error")
                    .put("step", end.error().step())
                    .put("code", end.error().code())
                    .put("message", end.error().message());
        }
        return data;
    }
}
