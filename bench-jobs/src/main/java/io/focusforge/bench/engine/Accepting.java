package io.focusforge.bench.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.common.identity.Caller;
import io.focusforge.worker.dedupe.Draft;
import io.focusforge.worker.intake.Admission;
import io.focusforge.worker.intake.CreateJob;
import io.focusforge.worker.intake.Drafts;
import io.focusforge.worker.intake.Intake;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The accept paths of single jobs and of batches, as the resources take them. All that the benchmark knows of worker-service's API. */
@ApplicationScoped
class Accepting {
    private final Drafts drafts;
    private final Admission admission;
    private final Intake intake;

    Accepting(Drafts drafts, Admission admission, Intake intake) {
        this.drafts = drafts;
        this.admission = admission;
        this.intake = intake;
    }

    void one(Caller caller, JsonNode payload) throws JsonProcessingException {
        intake.accept(caller, request(payload), Optional.empty());
    }

    /** Returns when all of them are committed. */
    void batch(Caller caller, List<JsonNode> payloads) throws JsonProcessingException {
        var asked = new ArrayList<Draft>(payloads.size());
        for (var payload : payloads) {
            asked.add(drafts.of(caller, request(payload)));
        }
        admission.inTransaction(caller.tenant(), (connection, entrance) -> {
            var ledger = entrance.open(connection, asked);
            var admitted = asked.stream().map(ledger::take).toList();
            entrance.write(connection, ledger);
            return admitted;
        });
    }

    private static CreateJob request(JsonNode payload) {
        return new CreateJob(Nothing.NAME, payload, null, null, null, null, null, null, null, null, null, null);
    }
}
