package io.focusforge.orchestrator.projection;

import io.focusforge.orchestrator.event.RecordedEvent;
import io.focusforge.orchestrator.event.StoredEvent;
import io.focusforge.orchestrator.readmodel.ReadModel;
import java.util.List;
import java.util.UUID;

/** Makes things of events that come stream by stream. Holds one thing that is not finished, however long its stream is. */
final class Fold {
    private final List<Making<?>> kinds;
    private UUID stream;
    private UUID owner;
    private boolean forgotten;

    Fold(List<ReadModel<?>> models) {
        this.kinds = models.stream().<Making<?>>map(Making::of).toList();
    }

    void add(RecordedEvent event) {
        if (!event.stream().equals(stream)) {
            finish();
            stream = event.stream();
            owner = event.user();
            forgotten = false;
        }
        if (!event.isReadable()) {
            forgotten = true;
        }
        for (var kind : kinds) {
            if (!forgotten && kind.takes(event.type())) {
                kind.add(stream, StoredEvent.of(event));
            }
        }
    }

    /** Nothing more of the present stream is to come. What was forgotten is nothing. */
    void finish() {
        for (var kind : kinds) {
            if (forgotten) {
                kind.forget();
            }
            kind.finish(owner);
        }
    }

    /** What was finished since this was asked last, in the order of the models. */
    List<Finished<?>> take() {
        return kinds.stream().<Finished<?>>map(Making::take).toList();
    }
}
