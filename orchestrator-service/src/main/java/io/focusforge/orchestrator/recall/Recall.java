package io.focusforge.orchestrator.recall;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.call.Service;
import io.focusforge.common.call.ServiceAnswer;
import io.focusforge.common.call.ServiceCall;
import io.focusforge.common.call.ServiceClient;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.orchestrator.task.RecallState;
import io.focusforge.orchestrator.task.Recollection;
import io.focusforge.orchestrator.task.Task;
import io.focusforge.orchestrator.task.TaskKey;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/** Asks memory-service what it knows that has to do with a task. */
@ApplicationScoped
@RegisterForReflection(targets = {MemoryPage.class, MemoryPage.Hit.class, MemoryPage.Memory.class})
public class Recall {
    private static final Logger LOG = Logger.getLogger(Recall.class);
    private static final int OK = 200;

    private final ServiceClient client;
    private final RecallConfig config;
    private final ObjectMapper json;

    Recall(ServiceClient client, RecallConfig config, ObjectMapper json) {
        this.client = client;
        this.config = config;
        this.json = json;
    }

    /** Never fails, and ends within the configured timeout. What memory keeps of the task itself is left out. */
    public CompletableFuture<Recalled> forTask(TaskKey key, Task task) {
        return about(key, task.text());
    }

    /** The same for any text. @param key whose memories; what is kept of the task of this id is left out */
    public CompletableFuture<Recalled> about(TaskKey key, String text) {
        var caller = new Caller(key.tenant(), key.owner(), Set.of(Scopes.MEMORIES_READ), null);
        var call = ServiceCall.post(Service.MEMORY, "/api/v1/memories/search", caller, query(text), config.timeout());
        return client.send(call)
                .thenApply(answer -> recalled(answer, key.id().toString()))
                .exceptionally(failure -> {
                    LOG.warnf("Memory cannot be asked: %s", failure);
                    return Recalled.NOTHING;
                });
    }

    private Buffer query(String text) {
        try {
            var query = Map.of("query", text, "limit", config.limit() + 1);
            return Buffer.buffer(json.writeValueAsBytes(query));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Recalled recalled(ServiceAnswer answer, String taskId) {
        if (answer.status() != OK) {
            LOG.warnf("Memory answered %d to a search", answer.status());
            return Recalled.NOTHING;
        }
        var page = read(answer.body());
        var context = page.items().stream()
                .filter(hit -> !hit.memory().isOf(taskId))
                .limit(config.limit())
                .map(hit -> new Recollection(hit.memory().id(), hit.memory().text(), hit.score()))
                .toList();
        return new Recalled(context, page.degraded() ? RecallState.DEGRADED : RecallState.DONE);
    }

    private MemoryPage read(Buffer body) {
        try {
            return json.readValue(body.getBytes(), MemoryPage.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
