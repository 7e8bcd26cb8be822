package io.focusforge.bench.measure;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** CPU that each process used between two moments. */
public final class CpuCost {
    private final Map<String, ProcessTree> processes;
    private final Map<String, Duration> before = new LinkedHashMap<>();

    public CpuCost(Map<String, ProcessTree> processes) {
        this.processes = processes;
        processes.forEach((name, process) -> before.put(name, process.cpu()));
    }

    /** Microseconds per request (or job) and process since this was made. */
    public Map<String, Double> perRequest(long requests) {
        var costs = new LinkedHashMap<String, Double>();
        processes.forEach((name, process) ->
                costs.put(name, process.cpu().minus(before.get(name)).toNanos() / 1e3 / requests));
        return costs;
    }
}
