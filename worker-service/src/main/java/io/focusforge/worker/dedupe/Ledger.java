package io.focusforge.worker.dedupe;

import io.focusforge.worker.job.Job;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.job.JobState;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What becomes of the drafts of one transaction. They are taken one after the other, and each sees what those before it did. */
public final class Ledger {
    private final Map<DedupeKey, Job> holders;
    private final Map<JobKey, Job> fresh = new LinkedHashMap<>();
    private final Map<JobKey, Job> changed = new HashMap<>();
    private final Map<DedupeKey, Hold> holds = new HashMap<>();

    /** @param holders the jobs that have the drafts' keys now */
    Ledger(Map<DedupeKey, Job> holders) {
        this.holders = new HashMap<>(holders);
    }

    public Admitted take(Draft draft) {
        var holder = draft.key().map(holders::get).orElse(null);
        if (holder == null) {
            return add(draft);
        }
        if (holder.key().equals(draft.job().key())) {
            return new Admitted(holder, true);
        }
        return switch (draft.dedupe().mode()) {
            case REJECT -> hasFailed(holder.state()) ? add(draft) : new Admitted(holder, true);
            case REPLACE -> isWaiting(holder.state()) ? change(draft, holder.withPayload(draft.job())) : add(draft);
            case DEBOUNCE -> isWaiting(holder.state()) ? change(draft, holder.withTime(draft.job())) : add(draft);
        };
    }

    /** Jobs to be stored. */
    public Collection<Job> fresh() {
        return fresh.values();
    }

    /** Jobs that were there and have another payload or time now. */
    public Collection<Job> changed() {
        return changed.values();
    }

    /** Who has which key from now on. */
    Map<DedupeKey, Hold> holds() {
        return holds;
    }

    private Admitted add(Draft draft) {
        fresh.putIfAbsent(draft.job().key(), draft.job());
        hold(draft, draft.job());
        return new Admitted(draft.job(), false);
    }

    private Admitted change(Draft draft, Job job) {
        (fresh.containsKey(job.key()) ? fresh : changed).put(job.key(), job);
        hold(draft, job);
        return new Admitted(job, true);
    }

    private void hold(Draft draft, Job job) {
        draft.key().ifPresent(key -> {
            holders.put(key, job);
            holds.put(
                    key,
                    new Hold(
                            job.key(),
                            draft.job().createdAt().plus(draft.dedupe().ttl())));
        });
    }

    private static boolean isWaiting(JobState state) {
        return switch (state) {
            case JobState.Queued queued -> true;
            case JobState.Dispatched dispatched -> true;
            case JobState.Waiting waiting -> false;
            case JobState.Running running -> false;
            case JobState.Finished finished -> false;
        };
    }

    private static boolean hasFailed(JobState state) {
        return switch (state) {
            case JobState.Dead dead -> true;
            case JobState.Cancelled cancelled -> true;
            case JobState.Waiting waiting -> false;
            case JobState.Queued queued -> false;
            case JobState.Dispatched dispatched -> false;
            case JobState.Running running -> false;
            case JobState.Succeeded succeeded -> false;
        };
    }
}
