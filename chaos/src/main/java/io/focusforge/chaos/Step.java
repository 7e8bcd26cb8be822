package io.focusforge.chaos;

import java.time.Duration;

/**
 * A fault as the seed wants it.
 *
 * @param worker the number of the one that it strikes, if it strikes one
 * @param lasts how long what was broken stays so, where that can be chosen
 * @param quiet how long nothing happens afterwards
 */
record Step(Fault fault, int worker, Duration lasts, Duration quiet) {
    @Override
    public String toString() {
        return "%s (worker %d, %.1f s)".formatted(fault, worker, lasts.toMillis() / 1000.0);
    }
}
