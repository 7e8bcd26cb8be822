package io.focusforge.worker.batch;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.focusforge.worker.dedupe.Admitted;
import java.util.List;
import java.util.UUID;

/** The jobs of a batch, in the order in which they were asked for. */
record AcceptedJobs(List<Item> items) {
    /** @param deduplicated the job was there already, by its dedupe key; absent when it is new */
    record Item(
            UUID id,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean deduplicated) {
        static Item of(Admitted admitted) {
            return new Item(admitted.job().key().id(), admitted.deduplicated());
        }
    }
}
