package io.focusforge.orchestrator.runengine;

import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.run.Graph;
import io.focusforge.orchestrator.run.NewRun;
import io.focusforge.orchestrator.run.RunFailure;
import io.focusforge.orchestrator.run.RunKey;
import io.focusforge.orchestrator.runstore.ClaimStore;
import io.focusforge.orchestrator.runstore.ClaimStore.Attention;
import io.focusforge.orchestrator.runstore.LoadedRun;
import io.focusforge.orchestrator.runstore.RunError;
import io.focusforge.orchestrator.runstore.RunState;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The runs that an engine has. */
final class Hand implements RunRecorder.Reader {
    private static final Logger LOG = Logger.getLogger(Hand.class);

    private record Holding(Execution execution, RunRecorder recorder) {}

    private final Graphs graphs;
    private final Tools tools;
    private final Map<RunKey, Holding> runs = new ConcurrentHashMap<>();
    private final Map<RunKey, CompletableFuture<Void>> ends = new ConcurrentHashMap<>();

    Hand(Graphs graphs, Tools tools) {
        this.graphs = graphs;
        this.tools = tools;
    }

    int size() {
        return runs.size();
    }

    int room() {
        return tools.settings().runsAtOnce() - runs.size();
    }

    boolean hasRoom() {
        return room() > 0;
    }

    Graph graph(RunKey run, NewRun what) {
        return graphs.find(run, what);
    }

    CompletableFuture<Void> done(RunKey run) {
        return ends.get(run);
    }

    /** Runs that are the engine's by now. */
    void take(UUID engine, Collection<LoadedRun> loaded) {
        for (var run : loaded) {
            ends.computeIfAbsent(run.run().key(), first -> new CompletableFuture<>());
            tools.threads().execute(() -> tryToBegin(engine, run));
        }
    }

    void tick() {
        runs.values().forEach(holding -> holding.execution().tick());
    }

    /** Passes on what was sent to the engine's runs; takes those that nobody has and that are to end. */
    void heed(UUID engine, ClaimStore claims) {
        var calls = claims.attention(engine);
        calls.stream().filter(call -> call.taken() && call.cancelled()).forEach(this::cancel);
        var signalled = calls.stream()
                .filter(call -> call.taken() && !call.cancelled() && runs.containsKey(call.run()))
                .map(Attention::run)
                .toList();
        if (!signalled.isEmpty()) {
            claims.seen(engine, signalled).forEach((run, signals) -> {
                var holding = runs.get(run);
                if (holding != null) {
                    holding.execution().signal(signals);
                }
            });
        }
        var abandoned = calls.stream()
                .filter(call -> !call.taken() && call.cancelled())
                .map(Attention::run)
                .toList();
        if (!abandoned.isEmpty()) {
            take(engine, claims.claim(engine, abandoned, tools.clock().instant()));
        }
    }

    void abandonAll() {
        for (var run : List.copyOf(runs.keySet())) {
            var holding = runs.get(run);
            if (holding != null) {
                holding.execution().abandon();
                release(run);
            }
        }
    }

    /** @return whether nothing is under way */
    boolean drain() {
        return runs.values().stream()
                        .filter(holding -> !holding.execution().drain())
                        .count()
                == 0;
    }

    void awaitRecords(Duration atMost) {
        var all =
                runs.values().stream().map(holding -> holding.recorder().last()).toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(all)
                .orTimeout(atMost.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(late -> null)
                .join();
    }

    @Override
    public void broken(RunRecorder recorder, Throwable failure) {
        var holding = held(recorder);
        if (holding == null) {
            return;
        }
        holding.execution().abandon();
        release(recorder.run().key());
        if (!(failure instanceof LeaseLost) && !(failure instanceof ProblemException)) {
            new RunRecorder(recorder.run(), recorder.engine(), tools, this)
                    .fail(
                            RunError.internal("The run cannot be recorded."),
                            tools.clock().instant());
        }
    }

    @Override
    public void moved(RunRecorder recorder, RunState state) {
        if (held(recorder) != null) {
            release(recorder.run().key());
        }
    }

    /** @return null for a run that is not in hand, or is so anew */
    private Holding held(RunRecorder recorder) {
        var holding = runs.get(recorder.run().key());
        return holding == null || !holding.recorder().equals(recorder) ? null : holding;
    }

    private void cancel(Attention call) {
        var holding = runs.get(call.run());
        if (holding != null) {
            holding.execution().cancel();
        }
    }

    private void release(RunKey run) {
        runs.remove(run);
        var end = ends.remove(run);
        if (end != null) {
            end.complete(null);
        }
    }

    private void tryToBegin(UUID engine, LoadedRun loaded) {
        var recorder = new RunRecorder(loaded.run(), engine, tools, this);
        try {
            begin(recorder, loaded, graphs.find(loaded.run(), tools.settings().maxTakeovers()));
        } catch (RunFailure e) {
            fail(recorder, new RunError(null, e.code(), e.getMessage()));
        } catch (RuntimeException e) {
            LOG.errorf(e, "Run %s cannot be begun", loaded.run().key().id());
            fail(recorder, RunError.internal("The run cannot be begun."));
        }
    }

    private void begin(RunRecorder recorder, LoadedRun loaded, Graph graph) {
        var execution = new Execution(graph, recorder, tools);
        runs.put(loaded.run().key(), new Holding(execution, recorder));
        execution.begin(loaded);
    }

    private void fail(RunRecorder recorder, RunError error) {
        release(recorder.run().key());
        recorder.fail(error, tools.clock().instant());
    }
}
