package io.focusforge.memory.sources;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;

/** Keeps the schedules at the worker as the sources want them. A source says itself when they may differ. */
@ApplicationScoped
public class Timetable {
    private static final int AT_ONCE = 100;

    private final SourceStore store;
    private final Schedules schedules;

    Timetable(SourceStore store, Schedules schedules) {
        this.store = store;
        this.schedules = schedules;
    }

    @Scheduled(every = "{focusforge.sources.sweep-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    public void sweep() {
        store.stale(AT_ONCE).forEach(source -> {
            if (settle(source) instanceof Schedules.Outcome.Refused(var _, var reason)) {
                store.refused(source, reason);
            }
        });
    }

    /** What cannot be told to the worker now is told later. */
    Schedules.Outcome settle(Source source) {
        var outcome = wanted(source);
        switch (outcome) {
            case Schedules.Outcome.Made(var schedule) -> store.scheduled(source, schedule);
            case Schedules.Outcome.None _ -> store.scheduled(source, null);
            case Schedules.Outcome.Refused _, Schedules.Outcome.Away _ -> {}
        }
        return outcome;
    }

    private Schedules.Outcome wanted(Source source) {
        var schedule = source.schedule().id();
        if (source.wantsSchedule()) {
            return schedule == null ? schedules.make(source) : new Schedules.Outcome.Made(schedule);
        }
        return schedule == null ? new Schedules.Outcome.None() : schedules.remove(source);
    }
}
