package io.focusforge.orchestrator.runapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.idempotency.Once;
import io.focusforge.common.idempotency.StoredAnswer;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.runengine.Engine;
import io.focusforge.orchestrator.runstore.RunCommands;
import io.focusforge.orchestrator.runstore.RunRecord;
import io.focusforge.orchestrator.runstore.RunStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Does what is asked of runs, and wakes the engine. */
@ApplicationScoped
class RunActions {
    private static final int ACCEPTED = 202;

    private final RunCommands commands;
    private final RunStore store;
    private final Once once;
    private final Engine engine;
    private final ObjectMapper json;
    private final Clock clock;

    RunActions(RunCommands commands, RunStore store, Once once, Engine engine, ObjectMapper json, Clock clock) {
        this.commands = commands;
        this.store = store;
        this.once = once;
        this.engine = engine;
        this.json = json;
        this.clock = clock;
    }

    void cancel(RunRecord run) {
        if (!commands.cancel(run.key(), clock.instant()) && !isCancelled(run)) {
            throw new ProblemException(ErrorCode.CONFLICT, "The run has ended.");
        }
        engine.notice(List.of(run.key()));
    }

    void resume(RunRecord run) {
        if (!commands.resume(run.key(), clock.instant())) {
            throw new ProblemException(
                    ErrorCode.CONFLICT,
                    "Only a run that has failed can be resumed; this one is %s."
                            .formatted(run.state().text()));
        }
        engine.notice(List.of(run.key()));
    }

    Response fork(Caller caller, Forks.Fork fork, Optional<IdempotencyKey> key) {
        var run = fork.run();
        var answer = once.run(caller, key, run.key().id(), connection -> {
            store.insert(connection, run, fork.kept());
            return new StoredAnswer(
                    ACCEPTED, RunIds.path(run.key().id()), write(RunView.summary(RunRecord.accepted(run))));
        });
        engine.notice(List.of(run.key()));
        return answer.response();
    }

    Response signal(Caller caller, RunRecord run, Signals.Sent sent, Optional<IdempotencyKey> key) {
        var answer = once.run(caller, key, run.key().id(), connection -> {
            sent.store(connection);
            return new StoredAnswer(ACCEPTED, null, write(RunView.summary(run)));
        });
        engine.notice(List.of(run.key()));
        return answer.response();
    }

    private static boolean isCancelled(RunRecord run) {
        return run.state() == io.focusforge.orchestrator.runstore.RunState.CANCELLED;
    }

    private String write(RunView view) {
        try {
            return json.writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
