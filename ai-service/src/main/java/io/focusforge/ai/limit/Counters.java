package io.focusforge.ai.limit;

import java.util.Map;

/** Where use is counted. */
interface Counters {
    /**
     * Reserves all or nothing.
     *
     * @param spent what was spent in rules' periods, where that was asked for
     */
    Verdict reserve(Demand demand, Map<Rule, Long> spent);

    /** Ends a reservation. Never fails and never blocks. */
    void settle(Demand demand, String ticket, Actual spent);
}
