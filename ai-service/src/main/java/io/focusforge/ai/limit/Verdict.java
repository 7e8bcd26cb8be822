package io.focusforge.ai.limit;

import java.time.Duration;
import java.util.List;

/** What became of a demand. */
sealed interface Verdict {
    /** How all rules stand after it, in their order; none of what nobody knows. */
    List<Standing> standings();

    /** @param ticket with which the reservation is settled; empty when nothing of it could go back */
    record Admitted(String ticket, List<Standing> standings) implements Verdict {}

    /** @param blocking the rule that blocks longest, and for how long */
    record Refused(Rule blocking, Duration delay, List<Standing> standings) implements Verdict {}

    /** Nothing was reserved: it is not known what these subjects have spent. */
    record Unknown(List<Rule> rules) implements Verdict {
        @Override
        public List<Standing> standings() {
            return List.of();
        }
    }
}
