package io.focusforge.orchestrator.planschedule;

import io.focusforge.orchestrator.task.Energy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The time that a person has for a plan, from its start to the end of what is looked at. */
public record FreeTime(List<Slot> slots) {
    public FreeTime {
        slots = List.copyOf(slots);
    }

    /** @param busy in any order, and free to overlap */
    public FreeTime without(List<Block> busy) {
        var sorted =
                busy.stream().sorted(Comparator.comparingLong(Block::start)).toList();
        var left = new ArrayList<Slot>();
        for (var slot : slots) {
            var from = slot.start();
            for (var block : sorted) {
                if (block.start() >= slot.end()) {
                    break;
                }
                if (block.end() > from) {
                    if (block.start() > from) {
                        left.add(new Slot(from, block.start(), slot.energy()));
                    }
                    from = Math.max(from, block.end());
                }
            }
            if (from < slot.end()) {
                left.add(new Slot(from, slot.end(), slot.energy()));
            }
        }
        return new FreeTime(left);
    }

    long minutesBetween(long from, long until) {
        return slots.stream()
                .takeWhile(slot -> slot.start() < until)
                .mapToLong(slot -> Math.max(0, Math.min(slot.end(), until) - Math.max(slot.start(), from)))
                .sum();
    }

    /** Whether all of it is free. */
    boolean covers(Placement placement) {
        return placement.blocks().stream()
                .allMatch(block -> minutesBetween(block.start(), block.end()) == block.minutes());
    }

    /** When work that takes so long has to begin to end by {@code end}, if nothing else is to be done. */
    long latestStart(long end, int minutes) {
        var left = (long) minutes;
        for (var slot : slots.reversed()) {
            if (slot.start() < end) {
                var until = Math.min(slot.end(), end);
                if (until - slot.start() >= left) {
                    return until - left;
                }
                left -= until - slot.start();
            }
        }
        return Long.MIN_VALUE / 4;
    }

    /** Minutes of the placement at which one is less fresh than wanted, times how much less. */
    long tiredness(Placement placement, Energy wanted) {
        var sum = 0L;
        for (var slot : slots) {
            if (slot.start() >= placement.end()) {
                break;
            }
            var lacking = wanted.compareTo(slot.energy());
            if (lacking > 0) {
                for (var block : placement.blocks()) {
                    sum += lacking
                            * Math.max(0, Math.min(slot.end(), block.end()) - Math.max(slot.start(), block.start()));
                }
            }
        }
        return sum;
    }
}
