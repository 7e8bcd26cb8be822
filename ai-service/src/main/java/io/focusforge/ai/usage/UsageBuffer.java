package io.focusforge.ai.usage;

import io.focusforge.ai.usage.Usage.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Use that is not written yet: sums of calls that are alike, and single calls whose write failed. Bounded. */
final class UsageBuffer {
    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition drained = lock.newCondition();
    private final Map<Subject, Usage> sums = new LinkedHashMap<>();
    private final List<Usage> singles = new ArrayList<>();

    UsageBuffer(int capacity) {
        this.capacity = capacity;
    }

    /** Adds to the sum of what is alike; waits while the buffer is full. @return false when it stayed full */
    boolean add(Usage usage, Duration wait) {
        return whenRoom(wait, usage.subject(), () -> sums.merge(usage.subject(), usage, Usage::plus));
    }

    /** Keeps a row as it is. @return false when the buffer stayed full */
    boolean keep(Usage usage, Duration wait) {
        return whenRoom(wait, null, () -> singles.add(usage));
    }

    List<Usage> drain() {
        lock.lock();
        try {
            var all = new ArrayList<>(singles);
            all.addAll(sums.values());
            singles.clear();
            sums.clear();
            drained.signalAll();
            return all;
        } finally {
            lock.unlock();
        }
    }

    private boolean whenRoom(Duration wait, Subject subject, Runnable change) {
        var nanos = wait.toNanos();
        lock.lock();
        try {
            while (isFull() && !sums.containsKey(subject)) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = drained.awaitNanos(nanos);
            }
            change.run();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private boolean isFull() {
        return sums.size() + singles.size() >= capacity;
    }
}
