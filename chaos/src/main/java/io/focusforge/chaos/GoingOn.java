package io.focusforge.chaos;

import io.focusforge.chaos.history.Recorder;
import io.focusforge.chaos.world.Witness;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;

/** Whether work has gone on since a fault, while it happens; afterwards the checker judges by the same rule. */
final class GoingOn implements Callable<Boolean> {
    private final Witness witness;
    private final Recorder recorder;
    private final long since;
    private List<String> waiting;

    GoingOn(Witness witness, Recorder recorder, long since) {
        this.witness = witness;
        this.recorder = recorder;
        this.since = since;
    }

    @Override
    public Boolean call() throws SQLException {
        if (waiting == null) {
            waiting = waiting();
        }
        return (waiting.isEmpty() || witness.sawAnyEnd(since, waiting))
                && witness.sawAnyEnd(since, recorder.acceptedSince(since));
    }

    private List<String> waiting() throws SQLException {
        var begun = witness.begunBefore(since);
        return recorder.acceptedBefore(since).stream()
                .filter(job -> !begun.contains(job))
                .toList();
    }
}
