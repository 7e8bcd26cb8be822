package io.focusforge.ai.limit;

import java.util.UUID;

/** Knows what was spent, for when Redis has lost it. Blocking. */
public interface SpentSource {
    /** @return micro-dollars that the calls of the rule's subject have cost in its period */
    long spent(UUID tenant, Rule rule);
}
