package io.focusforge.orchestrator.chainrun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.common.call.Service;
import io.focusforge.common.call.ServiceAnswer;
import io.focusforge.common.call.ServiceCall;
import io.focusforge.common.call.ServiceClient;
import io.focusforge.orchestrator.definition.Step;
import io.focusforge.orchestrator.expression.Expression;
import io.focusforge.orchestrator.run.StepOutcome;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** Steps that look something up in memory-service, with the rights of who runs the chain. */
@ApplicationScoped
class Lookups {
    private static final int OK = 200;

    private final ServiceClient client;
    private final ObjectMapper json;

    Lookups(ServiceClient client, ObjectMapper json) {
        this.client = client;
        this.json = json;
    }

    StepOutcome search(Work work, Step.Search step) throws InterruptedException {
        var request = query(work, step.query(), step.limit());
        if (!step.collections().isEmpty()) {
            var collections = request.putArray("collections");
            step.collections().forEach(collections::add);
        }
        return ask(work, "/api/v1/search", request);
    }

    StepOutcome recall(Work work, Step.Recall step) throws InterruptedException {
        return ask(work, "/api/v1/memories/search", query(work, step.query(), step.limit()));
    }

    private ObjectNode query(Work work, Expression query, int limit) {
        var text = query.evaluate(work.scope());
        return json.createObjectNode()
                .put("query", text.isTextual() ? text.textValue() : text.toString())
                .put("limit", limit);
    }

    private StepOutcome ask(Work work, String path, ObjectNode request) throws InterruptedException {
        var context = work.context();
        var call = ServiceCall.post(
                Service.MEMORY,
                path,
                context.caller(),
                Buffer.buffer(request.toString()),
                work.step().common().timeout());
        try {
            return outcome(context.await(client.send(call)));
        } catch (ExecutionException e) {
            return Failed.forNow("memory_unavailable", "memory-service does not answer.", Optional.empty());
        } catch (IOException e) {
            return Failed.forNow("memory_unavailable", "memory-service answers something else.", Optional.empty());
        }
    }

    private StepOutcome outcome(ServiceAnswer answer) throws IOException {
        var status = answer.status();
        if (status == OK) {
            return new StepOutcome.Done(hits(json.readTree(answer.body().getBytes())));
        }
        return status == 429 || status >= 500
                ? Failed.forNow("memory_unavailable", "memory-service answered " + status + ".", answer.retryAfter())
                : Failed.forGood(
                        status == 403 ? "forbidden" : "lookup_refused", "memory-service answered " + status + ".");
    }

    private JsonNode hits(JsonNode answer) {
        var hits = json.createObjectNode();
        hits.set("items", answer.path("items").isArray() ? answer.path("items") : json.createArrayNode());
        return hits.put("degraded", answer.path("degraded").asBoolean());
    }
}
