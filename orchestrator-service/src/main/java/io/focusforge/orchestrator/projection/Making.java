package io.focusforge.orchestrator.projection;

import io.focusforge.orchestrator.event.StoredEvent;
import io.focusforge.orchestrator.readmodel.Owned;
import io.focusforge.orchestrator.readmodel.ReadModel;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Things of one kind that are being made of their events, one after the other. */
final class Making<T> {
    private final ReadModel<T> model;
    private final List<Owned<T>> finished = new ArrayList<>();
    private T present;

    private Making(ReadModel<T> model) {
        this.model = model;
    }

    static <T> Making<T> of(ReadModel<T> model) {
        return new Making<>(model);
    }

    boolean takes(String type) {
        return type.startsWith(model.types());
    }

    void add(UUID stream, StoredEvent event) {
        present = model.apply(stream, present, event);
    }

    /** Nothing more of the present stream is to come. What was deleted is no thing. */
    void finish(UUID owner) {
        if (present != null) {
            finished.add(new Owned<>(owner, present));
        }
        present = null;
    }

    void forget() {
        present = null;
    }

    /** What was finished since this was asked last. */
    Finished<T> take() {
        var taken = new Finished<>(model, List.copyOf(finished));
        finished.clear();
        return taken;
    }
}
