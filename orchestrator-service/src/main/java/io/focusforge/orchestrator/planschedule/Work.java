package io.focusforge.orchestrator.planschedule;

import io.focusforge.orchestrator.task.Energy;
import java.util.List;

/**
 * A step that is to be done.
 *
 * @param needs ids of other works that end before it begins
 * @param notBefore in minutes since 1970
 * @param deadline in minutes since 1970; {@link #NEVER} for none
 * @param byItself whether it takes none of the person's time
 * @param splittable whether it may be done in several sittings
 */
public record Work(
        String id,
        int minutes,
        List<String> needs,
        long notBefore,
        long deadline,
        Energy energy,
        boolean byItself,
        boolean splittable) {
    public static final long NEVER = Long.MAX_VALUE / 4;

    public Work {
        needs = List.copyOf(needs);
    }

    Work in(long latest) {
        return new Work(id, minutes, needs, notBefore, Math.min(deadline, latest), energy, byItself, splittable);
    }
}
