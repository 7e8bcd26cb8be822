package io.focusforge.worker.signal;

/**
 * A queue in numbers, for all tenants together or for those of a class.
 *
 * @param ready due and not started, whether in the stream already or not
 * @param delayed not due yet
 * @param dead kept to be looked at or tried again
 * @param oldestAgeSeconds how long the longest waiting of the ready jobs has been due; 0 without one
 * @param arrivalPerSecond jobs accepted, on the average of the last minute
 * @param servicePerSecond jobs that succeeded or died, on the average of the last minute
 */
public record QueueStats(
        long ready,
        long running,
        long delayed,
        long dead,
        double oldestAgeSeconds,
        double arrivalPerSecond,
        double servicePerSecond) {
    static final QueueStats NONE = new QueueStats(0, 0, 0, 0, 0, 0, 0);

    QueueStats and(QueueStats other) {
        return new QueueStats(
                ready + other.ready,
                running + other.running,
                delayed + other.delayed,
                dead + other.dead,
                Math.max(oldestAgeSeconds, other.oldestAgeSeconds),
                arrivalPerSecond + other.arrivalPerSecond,
                servicePerSecond + other.servicePerSecond);
    }
}
