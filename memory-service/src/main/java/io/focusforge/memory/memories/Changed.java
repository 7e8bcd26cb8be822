package io.focusforge.memory.memories;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** The memories that this process has changed last, so that they need not be searched for. What finds no room is found by the next search. */
@ApplicationScoped
class Changed {
    private static final int ROOM = 10_000;

    private final BlockingQueue<String> keys = new ArrayBlockingQueue<>(ROOM);

    void note(Owner owner, UUID id) {
        keys.offer(MemoryDocument.key(owner, id));
    }

    /** Waits for one, and a moment longer for more. @return empty when none came in time */
    List<String> take(int most, Duration atMost, Duration linger) throws InterruptedException {
        var taken = new ArrayList<String>();
        var first = keys.poll(Math.max(0, atMost.toMillis()), TimeUnit.MILLISECONDS);
        if (first != null) {
            Thread.sleep(linger);
            taken.add(first);
            keys.drainTo(taken, most - 1);
        }
        return taken;
    }
}
