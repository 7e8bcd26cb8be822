package io.focusforge.common.limit;

/**
 * The generic cell rate algorithm (ITU-T I.371): its whole state is the time at which the next request would arrive if all came
 * evenly. {@code gcra.lua} has the same rule for Redis.
 */
public final class Gcra {
    private Gcra() {}

    /** @param arrivalMicros the state to keep; on a refusal it is the one that was given */
    public record Step(long arrivalMicros, Decision decision) {}

    /** @param storedMicros 0 for a key that was never used */
    public static Step step(long storedMicros, long nowMicros, Quota quota) {
        var interval = quota.intervalMicros();
        var arrival = Math.max(storedMicros, nowMicros);
        var next = arrival + interval;
        var admitFrom = next - interval * quota.requestsPerMinute();
        if (admitFrom > nowMicros) {
            return new Step(storedMicros, new Decision(false, 0, admitFrom - nowMicros, arrival - nowMicros));
        }
        return new Step(next, new Decision(true, (nowMicros - admitFrom) / interval, 0, next - nowMicros));
    }
}
