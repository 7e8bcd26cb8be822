package io.focusforge.worker.slot;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The slots of all queues that this process serves. None can be taken before it has started, or once it stops. */
@ApplicationScoped
public class LocalSlots {
    private final Map<String, Slots> byQueue;
    private volatile boolean open;

    LocalSlots(SlotConfig config, Backlog backlog) {
        this.byQueue = config.queues().stream()
                .map(queue -> new Slots(queue, () -> backlog.slotsFreed(queue.queue())))
                .collect(Collectors.toUnmodifiableMap(Slots::queue, Function.identity()));
    }

    public void open() {
        open = true;
    }

    public void close() {
        open = false;
    }

    public Collection<Slots> all() {
        return byQueue.values();
    }

    /** @return empty for a queue that is not served here, now */
    public Optional<Slots> of(String queue) {
        return open ? Optional.ofNullable(byQueue.get(queue)) : Optional.empty();
    }
}
