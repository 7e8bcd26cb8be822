package io.focusforge.ai.limit;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** What a call has reserved. It is ended once: by what was used, or given back whole. */
public final class Reservation {
    /** Of a call that holds nothing which could go back. */
    static final Reservation NOTHING = new Reservation(null, null, null, null);

    private final Counted counted;
    private final Verdict.Admitted admitted;
    private final Instant since;
    private final Leases leases;
    private final AtomicBoolean ended = new AtomicBoolean();

    Reservation(Counted counted, Verdict.Admitted admitted, Instant since, Leases leases) {
        this.counted = counted;
        this.admitted = admitted;
        this.since = since;
        this.leases = leases;
    }

    /** @param demand what was asked for, but for what nobody can tell now */
    record Counted(Counters by, Demand demand, Verdict verdict) {}

    /** Charges what was used, in place of what was reserved. What comes after the first end is ignored. */
    public void settle(Actual spent) {
        if (counted != null && ended.compareAndSet(false, true)) {
            leases.ended(this);
            counted.by().settle(counted.demand(), admitted.ticket(), spent);
        }
    }

    /** Gives everything back but the request itself. */
    public void release() {
        settle(Actual.NOTHING);
    }

    Instant since() {
        return since;
    }

    void renew() {
        if (counted.by() instanceof RedisCounters redis) {
            redis.renew(counted.demand(), admitted.ticket());
        }
    }
}
