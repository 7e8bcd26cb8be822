package io.focusforge.orchestrator.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.id.Ids;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.idempotency.Once;
import io.focusforge.common.idempotency.StoredAnswer;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.event.Pipeline;
import io.focusforge.orchestrator.event.UnitOfWork;
import io.focusforge.orchestrator.event.VersionConflict;
import io.focusforge.orchestrator.task.StoredTask;
import io.focusforge.orchestrator.task.TaskKey;
import io.focusforge.orchestrator.task.TaskPage;
import io.focusforge.orchestrator.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Carries out a request for many tasks. Which tasks they are, and what became of each slice, is kept under keys of their own beside that
 * of the request: who asks again gets what was done, and has done what was not.
 */
@ApplicationScoped
class BulkChanges {
    private static final int SLICE = 100;
    private static final int TRIES = 5;

    private final UnitOfWork work;
    private final TaskStore tasks;
    private final Slice slice;
    private final Once once;
    private final ObjectMapper json;

    BulkChanges(UnitOfWork work, TaskStore tasks, Slice slice, Once once, ObjectMapper json) {
        this.work = work;
        this.tasks = tasks;
        this.slice = slice;
        this.once = once;
        this.json = json;
    }

    /** @param again whether the request had been made before */
    record Done(List<Outcome> outcomes, boolean more, boolean again) {}

    /** Which tasks. @param more whether the filter lets more through */
    record Chosen(List<UUID> ids, boolean more) {}

    Done run(Caller caller, Optional<String> header, BulkRequest request) {
        var key = new Keys(header, bytes(request));
        var choice = kept(
                caller, key.of("ids"), pipeline -> choose(pipeline, caller, request), new TypeReference<Chosen>() {});
        var chosen = choice.value();
        var size = request.mode() == BulkRequest.Mode.ALL ? BulkRequest.MOST : SLICE;
        var outcomes = new ArrayList<Outcome>();
        for (var from = 0; from < chosen.ids().size(); from += size) {
            var part = chosen.ids().subList(from, Math.min(chosen.ids().size(), from + size));
            outcomes.addAll(kept(
                            caller,
                            key.of(Integer.toString(from)),
                            pipeline -> change(pipeline, caller, request, part),
                            new TypeReference<List<Outcome>>() {})
                    .value());
        }
        return new Done(outcomes, chosen.more(), choice.again());
    }

    private Chosen choose(Pipeline pipeline, Caller caller, BulkRequest request) {
        if (request.ids() != null) {
            return new Chosen(request.ids().stream().distinct().toList(), false);
        }
        var page = new TaskPage(true, null, BulkRequest.MOST);
        var found = tasks.list(
                pipeline.connection(),
                caller.tenant(),
                caller.user(),
                request.filter().toFilter(),
                page);
        var ids = found.stream().map(StoredTask::id).limit(BulkRequest.MOST).toList();
        return new Chosen(ids, found.size() > ids.size());
    }

    private List<Outcome> change(Pipeline pipeline, Caller caller, BulkRequest request, List<UUID> ids) {
        var owner = new TaskKey(caller.tenant(), caller.user(), caller.user());
        var outcomes = slice.run(pipeline, owner, request, ids);
        if (request.mode() == BulkRequest.Mode.ALL) {
            outcomes.stream().filter(Outcome::isRefused).findFirst().ifPresent(refused -> {
                throw refused.problem();
            });
        }
        return outcomes;
    }

    private record Kept<T>(T value, boolean again) {}

    private <T> Kept<T> kept(
            Caller caller, Optional<IdempotencyKey> key, Function<Pipeline, T> change, TypeReference<T> type) {
        for (var attempt = 1; attempt <= TRIES; attempt++) {
            try {
                var answer = work.commit(
                        caller.tenant(),
                        pipeline -> once.run(
                                pipeline.connection(),
                                caller,
                                key,
                                Ids.next(),
                                () -> new StoredAnswer(200, null, write(changed(pipeline, change)))));
                return new Kept<>(json.readValue(answer.stored().body(), type), answer.again());
            } catch (VersionConflict e) {
                continue;
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a kept answer is not readable", e);
            }
        }
        throw new ProblemException(ErrorCode.CONFLICT, "The tasks are being changed by others; ask again.");
    }

    /** Statements of the change must have succeeded before the answer is kept behind them. */
    private static <T> T changed(Pipeline pipeline, Function<Pipeline, T> change) {
        var value = change.apply(pipeline);
        pipeline.await();
        return value;
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not representable as JSON", e);
        }
    }

    private byte[] bytes(BulkRequest request) {
        return write(request).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Keys for the parts of a request; none without a key. */
    private record Keys(Optional<String> header, byte[] body) {
        Optional<IdempotencyKey> of(String part) {
            return header.flatMap(key -> IdempotencyKey.of(key + "/" + part, "POST /api/v1/tasks:bulk", body));
        }
    }
}
