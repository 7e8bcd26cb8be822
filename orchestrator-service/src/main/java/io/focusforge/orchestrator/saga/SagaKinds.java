package io.focusforge.orchestrator.saga;

import io.focusforge.orchestrator.run.Graph;
import io.focusforge.orchestrator.run.GraphSource;
import io.focusforge.orchestrator.run.RunKey;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All sagas that are declared, and their graphs for the engine of runs. */
@ApplicationScoped
class SagaKinds implements GraphSource {
    static final String RUN = "saga";

    private final Map<String, SagaKind> kinds;
    private final SagaWorker worker;

    SagaKinds(@All List<SagaKind> kinds, SagaWorker worker) {
        this.kinds = kinds.stream().collect(Collectors.toMap(SagaKind::name, Function.identity()));
        this.worker = worker;
    }

    Optional<SagaKind> find(String name) {
        return Optional.ofNullable(kinds.get(name));
    }

    @Override
    public String kind() {
        return RUN;
    }

    @Override
    public Optional<Graph> find(RunKey run, String definition) {
        return find(definition).map(kind -> new SagaGraph(kind, worker));
    }
}
