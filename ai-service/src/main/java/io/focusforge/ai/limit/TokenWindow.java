package io.focusforge.ai.limit;

import java.util.ArrayDeque;
import java.util.Deque;

/** The tokens of the last minute, by second: the same rule as in {@code limits.lua}. Not for several threads at once. */
final class TokenWindow {
    private static final int WINDOW_SECONDS = 60;

    private final Deque<Slot> slots = new ArrayDeque<>();
    private long sum;

    private static final class Slot {
        private final long second;
        private long units;

        Slot(long second) {
            this.second = second;
        }
    }

    long sum(long second) {
        while (!slots.isEmpty() && slots.getFirst().second < second - WINDOW_SECONDS) {
            sum -= slots.removeFirst().units;
        }
        return sum;
    }

    void add(long second, long units) {
        if (slots.isEmpty() || slots.getLast().second < second) {
            slots.addLast(new Slot(second));
        }
        slots.getLast().units += units;
        sum += units;
    }

    /** Takes back from the second of the charge; from one that has left the window there is nothing to take. */
    void takeBack(long second, long units) {
        slots.stream().filter(slot -> slot.second == second).findFirst().ifPresent(slot -> {
            var taken = Math.min(units, slot.units);
            slot.units -= taken;
            sum -= taken;
        });
    }

    /** The second in which so many tokens will have left the window. */
    long frees(long second, long needed) {
        var missing = needed;
        for (var slot : slots) {
            missing -= slot.units;
            if (missing <= 0) {
                return slot.second + WINDOW_SECONDS + 1;
            }
        }
        return second + WINDOW_SECONDS + 1;
    }
}
