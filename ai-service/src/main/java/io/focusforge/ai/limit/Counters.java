package io.focusforge.ai.limit;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/** Where use is counted. */
interface Counters {
    /**
     * Reserves all or nothing.
     *
     * @param spent what was spent in rules' periods, where that was asked for
     */
    Future<Verdict> reserve(Demand demand, Map<Rule, Long> spent);

    /** How the rules of a demand of nothing stand; there is none of money among them. */
    Future<List<Standing>> look(Demand nothing);

    /** Ends a reservation. Never fails and never blocks. */
    void settle(Demand demand, String ticket, Actual spent);
}
