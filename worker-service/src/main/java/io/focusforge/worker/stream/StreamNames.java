package io.focusforge.worker.stream;

import io.focusforge.worker.job.Priority;
import java.util.List;

/** Keys of the streams. Those of one queue share a hash tag, so that one command can read them all on a cluster. */
final class StreamNames {
    static final String GROUP = "workers";

    private StreamNames() {}

    static String of(String queue, Priority priority) {
        return "ff:{jobs-" + queue + "}:" + priority;
    }

    /** Soonest first. */
    static List<String> of(String queue) {
        return Priority.all().stream().map(priority -> of(queue, priority)).toList();
    }
}
