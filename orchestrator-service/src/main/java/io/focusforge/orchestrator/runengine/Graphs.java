package io.focusforge.orchestrator.runengine;

import io.focusforge.orchestrator.run.Graph;
import io.focusforge.orchestrator.run.GraphSource;
import io.focusforge.orchestrator.run.NewRun;
import io.focusforge.orchestrator.run.RunFailure;
import io.focusforge.orchestrator.run.RunKey;
import io.focusforge.orchestrator.runstore.StoredRun;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The graphs of all kinds of run. */
final class Graphs {
    private final Map<String, GraphSource> sources;

    Graphs(Iterable<GraphSource> sources) {
        this.sources = StreamSupport.stream(sources.spliterator(), false)
                .collect(Collectors.toUnmodifiableMap(GraphSource::kind, Function.identity()));
    }

    /** @throws RunFailure when there is none, or the run has lost too many engines */
    Graph find(StoredRun run, int maxTakeovers) {
        if (run.takeovers() > maxTakeovers) {
            throw new RunFailure("abandoned", "The run was begun again %d times.".formatted(run.takeovers()), false);
        }
        return find(run.key(), run.what());
    }

    Graph find(RunKey run, NewRun what) {
        var source = sources.get(what.kind());
        if (source == null) {
            throw gone();
        }
        return source.find(run, what.definition()).orElseThrow(Graphs::gone);
    }

    private static RunFailure gone() {
        return new RunFailure("definition_missing", "What the run executes is not there any more.", false);
    }
}
