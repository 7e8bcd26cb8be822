package io.focusforge.worker.run;

import io.focusforge.worker.queue.QueueGates;
import io.focusforge.worker.recover.Reconciler;
import io.focusforge.worker.slot.Backlog;
import io.focusforge.worker.slot.QueueSlots;
import io.focusforge.worker.slot.Slots;
import io.focusforge.worker.stream.ReadyStreams;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes consumers beside those of the application, as other replicas have. */
@ApplicationScoped
class Rivals {
    private final ConsumerTools tools;
    private final QueueGates gates;

    Rivals(
            ReadyStreams streams,
            ClaimStore claims,
            Reconciler reconciler,
            Runner runner,
            Backlog backlog,
            RunConfig config,
            QueueGates gates) {
        this.tools = new ConsumerTools(streams, reconciler, claims, runner, backlog, config);
        this.gates = gates;
    }

    Consumer another(String queue, int slots) {
        return new Consumer(new Slots(new QueueSlots(queue, slots), () -> {}), tools, gates);
    }
}
