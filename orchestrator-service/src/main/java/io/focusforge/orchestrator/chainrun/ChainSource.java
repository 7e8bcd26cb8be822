package io.focusforge.orchestrator.chainrun;

import io.focusforge.orchestrator.library.ChainLibrary;
import io.focusforge.orchestrator.library.Kept;
import io.focusforge.orchestrator.run.Graph;
import io.focusforge.orchestrator.run.GraphSource;
import io.focusforge.orchestrator.run.RunKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Finds the graphs of runs of chains. */
@ApplicationScoped
public class ChainSource implements GraphSource {
    /** Of the runs that run chains. */
    public static final String KIND = "chain";

    private final ChainLibrary library;
    private final RealSteps steps;

    ChainSource(ChainLibrary library, RealSteps steps) {
        this.library = library;
        this.steps = steps;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Graph> find(RunKey run, String definition) {
        return library.find(run.tenant(), definition).map(kept -> graph(run, kept));
    }

    private Graph graph(RunKey run, Kept kept) {
        return ChainGraph.of(new Chained(run.tenant(), kept.reference(), kept.definition(), steps), Surroundings.NONE);
    }
}
