package io.focusforge.orchestrator.taskapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.idempotency.Claim;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.idempotency.IdempotencyStore;
import io.focusforge.common.idempotency.StoredAnswer;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.event.Pipeline;
import io.focusforge.orchestrator.task.Task;
import io.focusforge.orchestrator.task.TaskJson;
import io.focusforge.orchestrator.task.TaskKey;
import io.focusforge.orchestrator.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Answers a request that is asked again under its {@code Idempotency-Key} as it was answered first. */
@ApplicationScoped
class IdempotentTasks {
    private final IdempotencyStore store;
    private final ObjectMapper json;
    private final TaskJson taskJson;
    private final TaskStore tasks;

    IdempotentTasks(IdempotencyStore store, ObjectMapper json, TaskJson taskJson, TaskStore tasks) {
        this.store = store;
        this.json = json;
        this.taskJson = taskJson;
        this.tasks = tasks;
    }

    /** @param body null when the operation takes none */
    Optional<IdempotencyKey> key(String header, String operation, Object body) {
        return header == null ? Optional.empty() : IdempotencyKey.of(header, operation, bytes(body));
    }

    /** Runs a change that claims the key in its own transaction, and answers with the task. */
    Response change(
            Caller caller, TaskKey task, Optional<IdempotencyKey> key, Function<Consumer<Pipeline>, Task> change) {
        try {
            var changed = change.apply(pipeline -> key.ifPresent(k -> claim(pipeline, caller, k, task)));
            var answer = answer(200, null, changed);
            key.ifPresent(k -> store.answer(caller, k, answer));
            return TaskAnswers.task(200, answer.body(), changed.version());
        } catch (Replayed replayed) {
            return replay(replayed.claim.answer(), 200, task);
        }
    }

    /** Answers for a task that was just made. */
    Response created(Caller caller, Optional<IdempotencyKey> key, Task task) {
        var answer = answer(201, TaskAnswers.location(task.id()), task);
        key.ifPresent(k -> store.answer(caller, k, answer));
        return TaskAnswers.created(task.id(), answer.body(), task.version());
    }

    /** The stored answer; the task as it is now if the first request died before it had one. */
    Response replay(Optional<StoredAnswer> answer, int status, TaskKey task) {
        return answer.map(TaskAnswers::replay).orElseGet(() -> tasks.find(task)
                .map(stored -> TaskAnswers.replay(status, stored))
                .orElseThrow(() -> ProblemException.notFound("task")));
    }

    private void claim(Pipeline pipeline, Caller caller, IdempotencyKey key, TaskKey task) {
        if (store.claim(pipeline.connection(), caller, key, task.id()) instanceof Claim.Replay replay) {
            throw new Replayed(replay);
        }
    }

    private StoredAnswer answer(int status, String location, Task task) {
        return new StoredAnswer(status, location, taskJson.write(task));
    }

    private byte[] bytes(Object body) {
        try {
            return body == null ? new byte[0] : json.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Leaves the transaction without a change. */
    private static final class Replayed extends RuntimeException {
        private final transient Claim.Replay claim;

        Replayed(Claim.Replay claim) {
            super(null, null, false, false);
            this.claim = claim;
        }
    }
}
