package io.focusforge.orchestrator.planschedule;

import io.focusforge.orchestrator.task.Energy;
import java.util.ArrayList;
import java.util.List;

/** What is left of the person's time while steps are put into it. */
final class Timetable {
    /** No sitting is shorter, unless all of the step is. */
    static final int SHORTEST_SITTING = 30;

    private final ArrayList<Slot> free;

    Timetable(List<Slot> free) {
        this.free = new ArrayList<>(free);
    }

    /** @param least how fresh one is to be */
    Placement find(Work work, long earliest, Energy least) {
        if (work.byItself()) {
            return new Placement(List.of(new Block(earliest, earliest + work.minutes())));
        }
        var whole = whole(work.minutes(), earliest, least);
        if (!work.splittable()) {
            return whole;
        }
        var parts = parts(work.minutes(), earliest, least);
        return whole.isNone() || !parts.isNone() && parts.end() < whole.end() ? parts : whole;
    }

    void take(Placement placement) {
        placement.blocks().forEach(this::take);
    }

    private Placement whole(int minutes, long earliest, Energy least) {
        var start = 0L;
        var end = -1L;
        for (var slot : free) {
            if (slot.end() <= earliest || !slot.suits(least)) {
                continue;
            }
            var from = Math.max(slot.start(), earliest);
            start = from == end ? start : from;
            end = slot.end();
            if (end - start >= minutes) {
                return new Placement(List.of(new Block(start, start + minutes)));
            }
        }
        return Placement.NONE;
    }

    private Placement parts(int minutes, long earliest, Energy least) {
        var blocks = new ArrayList<Block>();
        var left = (long) minutes;
        for (var stretch : stretches(earliest, least, minutes)) {
            var length = sitting(stretch.minutes(), left);
            if (length > 0) {
                blocks.add(new Block(stretch.start(), stretch.start() + length));
                left -= length;
            }
            if (left == 0) {
                return new Placement(blocks);
            }
        }
        return Placement.NONE;
    }

    /** Leaves no rest that is too short for a sitting of its own. */
    private static long sitting(long room, long left) {
        if (room >= left) {
            return left;
        }
        var length = left - room < SHORTEST_SITTING ? left - SHORTEST_SITTING : room;
        return length >= SHORTEST_SITTING ? length : 0;
    }

    /** Slots that touch are one stretch; looked for until there are enough by far. */
    private List<Block> stretches(long earliest, Energy least, long minutes) {
        var found = new ArrayList<Block>();
        var sum = 0L;
        for (var slot : free) {
            if (slot.end() <= earliest || !slot.suits(least)) {
                continue;
            }
            var from = Math.max(slot.start(), earliest);
            if (!found.isEmpty() && found.getLast().end() == from) {
                from = found.removeLast().start();
            } else if (sum >= 2 * minutes + SHORTEST_SITTING) {
                break;
            }
            found.add(new Block(from, slot.end()));
            sum = found.stream()
                    .mapToLong(Block::minutes)
                    .filter(length -> length >= SHORTEST_SITTING)
                    .sum();
        }
        return found;
    }

    private void take(Block block) {
        for (var i = 0; i < free.size() && free.get(i).start() < block.end(); i++) {
            var slot = free.get(i);
            if (!block.overlaps(slot.start(), slot.end())) {
                continue;
            }
            free.remove(i--);
            if (slot.start() < block.start()) {
                free.add(++i, new Slot(slot.start(), block.start(), slot.energy()));
            }
            if (block.end() < slot.end()) {
                free.add(++i, new Slot(block.end(), slot.end(), slot.energy()));
            }
        }
    }
}
