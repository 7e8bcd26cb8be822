package io.focusforge.orchestrator.runapi;

import io.focusforge.common.identity.Caller;
import io.focusforge.orchestrator.runstore.RunReads;
import io.focusforge.orchestrator.runstore.RunRecord;
import jakarta.enterprise.context.ApplicationScoped;

/** The caller's runs; the rest does not exist. */
@ApplicationScoped
class OwnRuns {
    private final RunReads reads;

    OwnRuns(RunReads reads) {
        this.reads = reads;
    }

    RunRecord find(Caller caller, String id) {
        return reads.find(RunIds.key(caller, id))
                .filter(run -> run.user().equals(caller.user()))
                .orElseThrow(RunIds::missing);
    }

    RunReads.Whole whole(Caller caller, String id) {
        return reads.whole(RunIds.key(caller, id))
                .filter(whole -> whole.run().user().equals(caller.user()))
                .orElseThrow(RunIds::missing);
    }
}
