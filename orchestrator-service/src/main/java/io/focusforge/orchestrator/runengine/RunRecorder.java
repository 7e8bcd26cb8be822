package io.focusforge.orchestrator.runengine;

import io.focusforge.orchestrator.run.StepUsage;
import io.focusforge.orchestrator.runstore.JournalEntry;
import io.focusforge.orchestrator.runstore.RunChange;
import io.focusforge.orchestrator.runstore.RunError;
import io.focusforge.orchestrator.runstore.RunState;
import io.focusforge.orchestrator.runstore.StepRow;
import io.focusforge.orchestrator.runstore.StoredRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** The records of one run, numbered as its events. Of the thread that has the run's lock, but for the ends of records. */
final class RunRecorder {
    /** Records that a run of steps without outside effects may be ahead of the journal. */
    private static final int MOST_AHEAD = 64;

    /** What becomes of the run. @param due null but for one that goes on by itself */
    record Move(RunState state, String output, RunError error, Instant due) {
        static Move to(RunState state) {
            return new Move(state, null, null, null);
        }

        static Move succeeded(String output) {
            return new Move(RunState.SUCCEEDED, output, null, null);
        }

        static Move failed(RunError error) {
            return new Move(RunState.FAILED, null, error, null);
        }

        static Move waitUntil(Instant due) {
            return new Move(RunState.WAITING, null, null, due);
        }
    }

    /** Who learns what became of the records; called by the journal's thread. */
    interface Reader {
        /** A record will never be: the run is not ours any more, or cannot go on. */
        void broken(RunRecorder recorder, Throwable failure);

        /** The run has ended, or waits. */
        void moved(RunRecorder recorder, RunState state);
    }

    private final StoredRun run;
    private final UUID engine;
    private final Tools tools;
    private final Reader reader;
    private final Journal.Line line = new Journal.Line();
    private final AtomicInteger ahead = new AtomicInteger();
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
    private long seq;

    RunRecorder(StoredRun run, UUID engine, Tools tools, Reader reader) {
        this.run = run;
        this.engine = engine;
        this.tools = tools;
        this.reader = reader;
        this.seq = run.seq();
    }

    StoredRun run() {
        return run;
    }

    UUID engine() {
        return engine;
    }

    CompletableFuture<Void> last() {
        return last;
    }

    /** @param used is emptied */
    void record(List<Step> changed, List<UUID> used) {
        if (!changed.isEmpty()) {
            var unused = add(new JournalEntry(run.key(), null, rows(changed), taken(used), null));
        }
    }

    void move(Walk walk, List<UUID> used, Move move, Instant now) {
        move(rows(walk.takeChanged()), taken(used), walk.usage(), move, now);
    }

    /** Of a run whose steps are not known. */
    void fail(RunError error, Instant now) {
        move(List.of(), List.of(), StepUsage.NONE, Move.failed(error), now);
    }

    /** Now, or when all before is recorded; never when that cannot be. */
    void whenAllowed(boolean afterRecords, Runnable action) {
        if (last.isDone() || !afterRecords && ahead.get() < MOST_AHEAD) {
            action.run();
        } else {
            var unused = last.thenRun(action);
        }
    }

    private void move(List<StepRow> rows, List<UUID> used, StepUsage usage, Move move, Instant now) {
        var change = new RunChange(move.state(), ++seq, move.output(), move.error(), usage, move.due(), null);
        var told = move.state().hasEnded() ? tools.notice().of(run, change, now) : null;
        var recorded = add(new JournalEntry(run.key(), null, rows, used, change.telling(told)));
        var unused = recorded.thenRun(() -> {
            if (told != null) {
                tools.notice().committed();
            }
            reader.moved(this, move.state());
        });
    }

    private CompletableFuture<Void> add(JournalEntry entry) {
        ahead.incrementAndGet();
        last = tools.journal().add(line, engine, entry);
        var unused = last.whenComplete((recorded, failure) -> {
            ahead.decrementAndGet();
            if (failure != null) {
                reader.broken(this, failure);
            }
        });
        return last;
    }

    private List<StepRow> rows(List<Step> changed) {
        var rows = new ArrayList<StepRow>(changed.size());
        for (var step : changed) {
            rows.add(step.row(++seq));
        }
        return rows;
    }

    private static List<UUID> taken(List<UUID> used) {
        var taken = List.copyOf(used);
        used.clear();
        return taken;
    }
}
