package io.focusforge.bench.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.idempotency.StoredAnswer;
import io.focusforge.common.identity.Caller;
import io.focusforge.worker.dedupe.Draft;
import io.focusforge.worker.intake.Admission;
import io.focusforge.worker.intake.CreateJob;
import io.focusforge.worker.intake.Drafts;
import io.focusforge.worker.intake.Intake;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Optional;

/** The accept paths of single jobs and of batches, as the resources take them. All that the benchmark knows of worker-service's API. */
@ApplicationScoped
class Accepting {
    private static final StoredAnswer NOBODY_READS = new StoredAnswer(202, null, "");

    private final Drafts drafts;
    private final Admission admission;
    private final Intake intake;
    private final ObjectMapper json;

    Accepting(Drafts drafts, Admission admission, Intake intake, ObjectMapper json) {
        this.drafts = drafts;
        this.admission = admission;
        this.intake = intake;
        this.json = json;
    }

    /** What a client would have sent. */
    CreateJob request(JsonNode payload) throws JsonProcessingException {
        var body = json.createObjectNode().put("type", Nothing.NAME).set("payload", payload);
        return json.treeToValue(body, CreateJob.class);
    }

    void one(Caller caller, CreateJob request) throws JsonProcessingException {
        intake.accept(caller, request, Optional.empty(), accepted -> NOBODY_READS);
    }

    /** So many jobs alike in one transaction. Returns when they are committed. */
    void batch(Caller caller, CreateJob request, int count) throws JsonProcessingException {
        var asked = new ArrayList<Draft>(count);
        for (var job = 0; job < count; job++) {
            asked.add(drafts.of(caller, request));
        }
        admission.inTransaction(caller.tenant(), asked, (connection, entrance) -> {
            var ledger = entrance.open(connection, asked);
            var admitted = asked.stream().map(ledger::take).toList();
            entrance.write(connection, ledger);
            return admitted;
        });
    }
}
