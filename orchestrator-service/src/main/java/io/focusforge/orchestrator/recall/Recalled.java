package io.focusforge.orchestrator.recall;

import io.focusforge.orchestrator.task.RecallState;
import io.focusforge.orchestrator.task.Recollection;
import java.util.List;

/** What came to mind, best first. */
public record Recalled(List<Recollection> context, RecallState state) {
    static final Recalled NOTHING = new Recalled(List.of(), RecallState.UNAVAILABLE);

    public Recalled {
        context = List.copyOf(context);
    }
}
