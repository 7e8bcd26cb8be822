package io.focusforge.orchestrator.conversation;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.sse.Outlet;
import io.focusforge.orchestrator.grounding.Citation;
import io.focusforge.orchestrator.grounding.Ending;
import io.focusforge.orchestrator.grounding.Sources;
import io.focusforge.orchestrator.modelstream.Usage;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/** What is done when an answer has come to its end: first it is in Postgres, then its messages are kept, then its end is told. */
@ApplicationScoped
class Endings {
    private static final Logger LOG = Logger.getLogger(Endings.class);

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("answer-", 0).factory());
    private final AnswerStore store;
    private final Keeping keeping;
    private final Story story;
    private final Running running;
    private final Afterwards afterwards;
    private final Leases leases;

    Endings(AnswerStore store, Keeping keeping, Story story, Running running, Afterwards afterwards, Leases leases) {
        this.store = store;
        this.keeping = keeping;
        this.story = story;
        this.running = running;
        this.afterwards = afterwards;
        this.leases = leases;
    }

    /**
     * An answer on its way.
     *
     * @param asked the message that asks, when it is kept
     * @param done when all is over
     */
    record Under(
            Question question, Sources.States sources, CompletableFuture<UUID> asked, CompletableFuture<Answer> done) {}

    AnswerRun run(Under under, Outlet outlet, Broadcast broadcast) {
        var ends = new Object() {
            private AnswerRun run;
        };
        ends.run = new AnswerRun(
                under.question().row().key(),
                outlet,
                broadcast,
                story,
                (draft, ending) -> threads.execute(() -> end(under, ends.run, outlet, ended(under, draft, ending))));
        return ends.run;
    }

    private void end(Under under, AnswerRun run, Outlet outlet, AnswerRow ended) {
        try {
            var answer = recorded(under, ended);
            run.end(answer);
            running.end(run);
            under.done().complete(answer);
            afterwards.of(under.question(), ended);
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "The end of answer %s cannot be recorded; it will be told as failed",
                    run.key().id());
            running.end(run);
            outlet.end();
            under.done().completeExceptionally(e);
        }
    }

    /** What cannot be kept now is kept by the sweeper. */
    private Answer recorded(Under under, AnswerRow ended) {
        if (!store.end(ended, leases.from(ended.endedAt()))) {
            var lost = Result.failed(Leases.INTERRUPTED, Leases.WHY);
            return Answer.of(ended.ended(AnswerState.FAILED, null, lost, ended.endedAt()), null);
        }
        try {
            return Answer.of(keeping.all(ended, under.asked()).orElse(ended), ended.text());
        } catch (RuntimeException e) {
            LOG.warnf("Messages of answer %s are kept later: %s", ended.key().id(), e);
            return Answer.of(ended, ended.text());
        }
    }

    private AnswerRow ended(Under under, AnswerRun.Draft draft, Ending ending) {
        var row = under.question().row();
        var now = leases.now();
        return switch (ending) {
            case Ending.Finished finished
            when draft.text().isBlank() -> failed(row, ErrorCode.MODEL_ERROR.code(), "The model said nothing.", now);
            case Ending.Finished finished ->
                row.ended(AnswerState.DONE, draft.text(), result(under, draft, finished), now);
            case Ending.Stopped _
            when draft.text().isBlank() -> row.ended(AnswerState.STOPPED, null, stopped(under, List.of()), now);
            case Ending.Stopped _ ->
                row.ended(AnswerState.STOPPED, draft.text(), stopped(under, draft.citations()), now);
            case Ending.Failed(var failure) -> failed(row, failure.code().code(), failure.detail(), now);
        };
    }

    private static AnswerRow failed(AnswerRow row, String code, String detail, Instant now) {
        return row.ended(AnswerState.FAILED, null, Result.failed(code, detail), now);
    }

    private static Result result(Under under, AnswerRun.Draft draft, Ending.Finished finished) {
        var degraded = finished.degraded() || under.sources().areDegraded();
        var tokens = finished.usage().equals(Usage.UNKNOWN) ? null : finished.usage();
        var model = finished.model() == null ? under.question().choice().model() : finished.model();
        return new Result(draft.citations(), model, degraded, finished.finish(), under.sources(), tokens, null);
    }

    private static Result stopped(Under under, List<Citation> citations) {
        return new Result(citations, null, under.sources().areDegraded(), null, under.sources(), null, null);
    }

    @PreDestroy
    void close() {
        threads.shutdown();
    }
}
