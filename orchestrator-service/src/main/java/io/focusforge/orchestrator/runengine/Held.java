package io.focusforge.orchestrator.runengine;

import io.focusforge.orchestrator.run.Awakening;
import io.focusforge.orchestrator.runstore.StepState;
import io.focusforge.orchestrator.runstore.StoredSignal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** The steps of a run that wait, or are tried again later, and the signals that wait for a step. */
final class Held {
    /** Stands for the time in place of a signal. */
    private static final UUID TIME = new UUID(0, 0);

    private final UUID owner;
    private final Set<Step> steps = new LinkedHashSet<>();
    private final Map<UUID, StoredSignal> known = new LinkedHashMap<>();
    private final Set<UUID> waiting = new LinkedHashSet<>();

    /** @param owner of the run */
    Held(UUID owner) {
        this.owner = owner;
    }

    /** Those that are known already are passed over. */
    void add(Collection<StoredSignal> signals) {
        for (var signal : signals) {
            if (known.putIfAbsent(signal.id(), signal) == null && !signal.used()) {
                waiting.add(signal.id());
            }
        }
    }

    void add(Step step) {
        steps.add(step);
    }

    /** What had woken a step before its engine died, if something had. */
    Awakening restore(Step step) {
        if (TIME.equals(step.wokenBy)) {
            return new Awakening.TimeCame();
        }
        var signal = step.wokenBy == null ? null : known.get(step.wokenBy);
        if (signal == null || signal.used()) {
            return null;
        }
        waiting.remove(signal.id());
        return awakening(signal);
    }

    /** Wakes those whose time or signal has come. @return whether there were any */
    boolean wake(Walk walk, Instant now) {
        if (steps.isEmpty()) {
            return false;
        }
        var woken = new ArrayList<Step>();
        for (var step : steps) {
            if (wakes(walk, step, now)) {
                woken.add(step);
            }
        }
        woken.forEach(steps::remove);
        return !woken.isEmpty();
    }

    /** The signal of a step that has done with what woke it; the time needs no record. */
    static List<UUID> used(Step step) {
        var signal = step.wokenBy;
        return signal == null || signal.equals(TIME) || step.state == StepState.RETRYING ? List.of() : List.of(signal);
    }

    boolean isEmpty() {
        return steps.isEmpty();
    }

    /** @return null when none goes on by itself */
    Instant due() {
        return steps.stream()
                .map(step -> step.due)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    private boolean wakes(Walk walk, Step step, Instant now) {
        var signal = step.state == StepState.WAITING ? signal(step) : null;
        if (signal != null) {
            waiting.remove(signal.id());
            step.wokenBy = signal.id();
            walk.wake(step, awakening(signal));
            return true;
        }
        if (step.due == null || now.isBefore(step.due)) {
            return false;
        }
        if (step.state == StepState.WAITING) {
            step.wokenBy = TIME;
            walk.wake(step, new Awakening.TimeCame());
        } else {
            walk.wake(step, step.awakening);
        }
        return true;
    }

    private StoredSignal signal(Step step) {
        return waiting.stream()
                .map(known::get)
                .filter(signal -> signal.name().equals(step.signal) && signal.mayWake(step.right, owner))
                .findFirst()
                .orElse(null);
    }

    private static Awakening awakening(StoredSignal signal) {
        return new Awakening.Signalled(signal.name(), signal.data(), signal.sender());
    }
}
