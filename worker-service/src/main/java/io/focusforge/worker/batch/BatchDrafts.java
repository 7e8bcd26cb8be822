package io.focusforge.worker.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.common.identity.Caller;
import io.focusforge.worker.dedupe.Draft;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Makes drafts of a batch's jobs, and names the first that cannot be one as {@code jobs[3].…}. */
@ApplicationScoped
class BatchDrafts {
    private final ItemDrafts drafts;

    BatchDrafts(ItemDrafts drafts) {
        this.drafts = drafts;
    }

    List<Draft> of(Caller caller, List<JsonNode> jobs) throws JsonProcessingException {
        var made = new ArrayList<Draft>(jobs.size());
        for (var job : jobs) {
            made.add(drafts.of(caller, job, ItemPath.BODY.at(CreateJobs.FIELD, made.size())));
        }
        return made;
    }
}
