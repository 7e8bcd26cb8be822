package io.focusforge.worker.dispatch;

import io.focusforge.worker.fair.Share;
import io.focusforge.worker.job.StreamKey;
import io.focusforge.worker.slot.Backlog;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Who still waits at the end of a round. */
final class Remainder {
    private final Map<StreamKey, Set<UUID>> waiting = new HashMap<>();
    private final Set<String> held = new HashSet<>();

    /** @param looked tenants that had their turn, of which {@code still} may have more jobs */
    void leave(StreamKey stream, List<UUID> looked, List<Share> still) {
        var tenants = waiting.computeIfAbsent(stream, first -> new HashSet<>());
        looked.forEach(tenants::remove);
        for (var share : still) {
            if (share.most() > 0) {
                tenants.add(share.tenant());
            } else {
                held.add(stream.queue());
            }
        }
        if (tenants.isEmpty()) {
            waiting.remove(stream);
        }
    }

    Set<StreamKey> streams() {
        return Set.copyOf(waiting.keySet());
    }

    List<UUID> of(StreamKey stream) {
        return List.copyOf(waiting.getOrDefault(stream, Set.of()));
    }

    /** Queues with jobs that only their tenants' limits keep from running. */
    Set<String> held() {
        return held;
    }

    /** @param more streams with tenants that were not looked at */
    Map<StreamKey, Backlog.Waiting> waiting(Set<StreamKey> more) {
        var all = new HashMap<StreamKey, Backlog.Waiting>();
        waiting.forEach((stream, tenants) -> all.put(stream, new Backlog.Waiting(tenants, false)));
        more.forEach(stream -> all.put(stream, new Backlog.Waiting(Set.of(), true)));
        return all;
    }
}
