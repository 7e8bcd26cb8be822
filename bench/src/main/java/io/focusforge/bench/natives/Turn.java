package io.focusforge.bench.natives;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a service showed in one run of it.
 *
 * @param readyMillis from the start of its process
 * @param idle megabytes resident, when it was ready and nobody had asked it for anything
 * @param loaded the same after the load
 * @param throughput requests answered for a second of its CPU
 * @param zeroToDoneMillis of a worker, from the start of its process until the job that had waited for it was done
 */
record Turn(double readyMillis, double idle, double loaded, double throughput, OptionalDouble zeroToDoneMillis) {
    /** A value of a round, by the name that its figure ends in. */
    record Value(String name, String unit, double value) {}

    /** What a round says of a service, as a native executable and in a JVM. */
    static List<Value> compared(Turn executable, Turn jvm) {
        var values = new ArrayList<>(List.of(
                new Value("ready_ms", "ms", executable.readyMillis),
                new Value("ready_ms in a JVM", "ms", jvm.readyMillis),
                new Value("ready_vs_jvm", "ratio", executable.readyMillis / jvm.readyMillis),
                new Value("rss_mb", "MB", executable.idle),
                new Value("rss_mb in a JVM", "MB", jvm.idle),
                new Value("rss_mb after load", "MB", executable.loaded),
                new Value("rss_mb after load in a JVM", "MB", jvm.loaded),
                new Value("throughput_vs_jvm", "ratio", executable.throughput / jvm.throughput)));
        if (executable.zeroToDoneMillis.isPresent() && jvm.zeroToDoneMillis.isPresent()) {
            var first = executable.zeroToDoneMillis.getAsDouble();
            var other = jvm.zeroToDoneMillis.getAsDouble();
            values.add(new Value("zero_to_done_ms", "ms", first));
            values.add(new Value("zero_to_done_ms in a JVM", "ms", other));
            values.add(new Value("zero_to_done_vs_jvm", "ratio", first / other));
        }
        return values;
    }
}
