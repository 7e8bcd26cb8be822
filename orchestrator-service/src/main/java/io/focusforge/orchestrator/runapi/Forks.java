package io.focusforge.orchestrator.runapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.trace.TraceContext;
import io.focusforge.orchestrator.run.Graph;
import io.focusforge.orchestrator.run.NewRun;
import io.focusforge.orchestrator.run.Node;
import io.focusforge.orchestrator.run.RunFailure;
import io.focusforge.orchestrator.run.StepUsage;
import io.focusforge.orchestrator.runengine.Engine;
import io.focusforge.orchestrator.runstore.RunReads;
import io.focusforge.orchestrator.runstore.StepRow;
import io.focusforge.orchestrator.runstore.Stored;
import io.focusforge.orchestrator.runstore.StoredRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Runs that begin in the middle of another: they keep the results of all steps that do not follow from the one they fork at. */
@ApplicationScoped
class Forks {
    /** A run that is to be, and the steps that it need not run. */
    record Fork(StoredRun run, List<StepRow> kept) {}

    private final Engine engine;
    private final Stored stored;

    Forks(Engine engine, Stored stored) {
        this.engine = engine;
        this.stored = stored;
    }

    Fork of(Caller caller, RunReads.Whole original, ForkRun asked) {
        var run = original.run();
        var input = asked.input() == null ? stored.tree(run.input()) : asked.input();
        var what = new NewRun(
                run.kind(),
                run.definition(),
                run.name(),
                input,
                caller.counted(),
                asked.webhook(),
                TraceContext.current().traceparent());
        var graph = graph(original, what);
        graph.requireInput(input);
        var fork = engine.fresh(what).forkedFrom(run.key().id());
        return new Fork(fork, kept(original.steps(), graph, asked));
    }

    private Graph graph(RunReads.Whole original, NewRun what) {
        try {
            return engine.graph(original.run().key(), what);
        } catch (RunFailure e) {
            throw new ProblemException(ErrorCode.CONFLICT, e.getMessage());
        }
    }

    private static List<StepRow> kept(List<StepRow> rows, Graph graph, ForkRun asked) {
        var again = following(graph.nodes(), asked.from());
        var kept = rows.stream()
                .filter(row -> row.state().isOver() && row.step().indexOf('/') < 0 && !again.contains(row.step()))
                .collect(Collectors.toMap(StepRow::step, row -> row));
        var rewritten = new ArrayList<StepRow>();
        for (var changed : asked.resultsOrNone().entrySet()) {
            if (!kept.containsKey(changed.getKey())) {
                throw ProblemException.invalid(
                        "results." + changed.getKey(), "must be of a step that has ended, and that is not run again");
            }
        }
        kept.values().forEach(row -> rewritten.add(copy(row, asked.resultsOrNone(), rewritten.size() + 2)));
        return rewritten;
    }

    /** It has cost nothing this time. */
    private static StepRow copy(StepRow row, Map<String, JsonNode> results, long seq) {
        var result = results.containsKey(row.step()) ? results.get(row.step()).toString() : row.result();
        return new StepRow(
                row.step(), row.state(), seq, 0, StepUsage.NONE, row.times(), StepRow.Wait.NONE, result, null, null);
    }

    private static Set<String> following(List<Node> nodes, String from) {
        if (nodes.stream().noneMatch(node -> node.id().equals(from))) {
            throw ProblemException.invalid("from", "names no step of the run; steps within steps cannot be forked at");
        }
        var again = new HashSet<>(Set.of(from));
        for (var before = 0; before < again.size(); ) {
            before = again.size();
            nodes.stream()
                    .filter(node -> node.needs().stream().anyMatch(again::contains))
                    .forEach(node -> again.add(node.id()));
        }
        return again;
    }
}
