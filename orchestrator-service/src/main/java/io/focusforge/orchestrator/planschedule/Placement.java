package io.focusforge.orchestrator.planschedule;

import java.util.List;

/** When a step is worked on: in order, and without any when there is no room for it. */
public record Placement(List<Block> blocks) {
    public static final Placement NONE = new Placement(List.of());

    public Placement {
        blocks = List.copyOf(blocks);
    }

    public boolean isNone() {
        return blocks.isEmpty();
    }

    public long start() {
        return blocks.getFirst().start();
    }

    public long end() {
        return blocks.getLast().end();
    }

    public long minutes() {
        return blocks.stream().mapToLong(Block::minutes).sum();
    }
}
