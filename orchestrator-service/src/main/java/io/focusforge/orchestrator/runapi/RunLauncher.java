package io.focusforge.orchestrator.runapi;

import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.idempotency.IdempotencyStore;
import io.focusforge.common.idempotency.Once;
import io.focusforge.common.idempotency.StoredAnswer;
import io.focusforge.common.identity.Caller;
import io.focusforge.orchestrator.run.NewRun;
import io.focusforge.orchestrator.run.RunKey;
import io.focusforge.orchestrator.runengine.Engine;
import io.focusforge.orchestrator.runstore.RunRecord;
import io.focusforge.orchestrator.runstore.RunStore;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;

/**
 * Begins runs for resources that offer some, and answers as the client has asked for: at once, when the run has ended, or with its events.
 */
@ApplicationScoped
public class RunLauncher {
    private static final int ACCEPTED = 202;

    private final Engine engine;
    private final RunStore store;
    private final Once once;
    private final IdempotencyStore idempotency;
    private final RunAdmission admission;
    private final RunAnswers answers;

    RunLauncher(
            Engine engine,
            RunStore store,
            Once once,
            IdempotencyStore idempotency,
            RunAdmission admission,
            RunAnswers answers) {
        this.engine = engine;
        this.store = store;
        this.once = once;
        this.idempotency = idempotency;
        this.admission = admission;
        this.answers = answers;
    }

    /** Blocking. Under an {@code Idempotency-Key} there is one run, and whoever asks again is answered from it. */
    public Response launch(NewRun run, Launch how, HttpServerResponse response) {
        admission.check(run);
        if (how.key().isEmpty()) {
            return answers.answer(engine.accept(run), how, response);
        }
        return launchOnce(run, how, response);
    }

    private Response launchOnce(NewRun what, Launch how, HttpServerResponse response) {
        var run = engine.fresh(what);
        var caller = what.caller();
        var answer = once.run(caller, how.key(), run.key().id(), connection -> {
            store.insert(connection, run, List.of());
            var accepted = answers.write(RunView.summary(RunRecord.accepted(run)));
            return new StoredAnswer(ACCEPTED, RunIds.path(run.key().id()), accepted);
        });
        var id =
                answer.stored().location().substring(RunIds.path(run.key().id()).length() - 36);
        var key = new RunKey(caller.tenant(), UUID.fromString(id));
        if (answer.again()) {
            return how.mode() == RunMode.STREAM ? answers.answer(key, how, response) : answer.response();
        }
        engine.notice(List.of(key));
        return how.mode() == RunMode.SYNC
                ? remembered(caller, how.key().orElseThrow(), answers.answer(key, how, response))
                : answers.answer(key, how, response);
    }

    private Response remembered(Caller caller, IdempotencyKey key, Response answer) {
        idempotency.answer(
                caller, key, new StoredAnswer(answer.getStatus(), answer.getHeaderString("Location"), (String)
                        answer.getEntity()));
        return answer;
    }
}
