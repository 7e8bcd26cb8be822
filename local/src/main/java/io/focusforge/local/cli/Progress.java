package io.focusforge.local.cli;

import io.focusforge.local.stack.ServiceState;
import io.focusforge.local.stack.ServiceState.Phase;
import io.focusforge.local.stack.StackState;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Shows how the parts come up: on a terminal as one list that changes in place, otherwise as a line for each that is ready. */
final class Progress {
    private final Terminal terminal;
    private final long begun = System.nanoTime();
    private final Map<String, Phase> shown = new HashMap<>();
    private final Map<String, String> readyAfter = new LinkedHashMap<>();
    private int lines;

    Progress(Terminal terminal) {
        this.terminal = terminal;
    }

    void show(StackState state) {
        for (var part : state.services()) {
            if (part.phase() == Phase.READY) {
                readyAfter.putIfAbsent(part.name(), seconds());
            }
        }
        if (terminal.interactive()) {
            terminal.up(lines);
            state.services().forEach(part -> terminal.replaceLine(line(part)));
            lines = state.services().size();
        } else {
            state.services().stream().filter(this::isNews).forEach(part -> terminal.line(line(part)));
        }
    }

    String seconds() {
        return "%.1f s".formatted((System.nanoTime() - begun) / 1e9);
    }

    private boolean isNews(ServiceState part) {
        var before = shown.put(part.name(), part.phase());
        return before != part.phase() && (part.phase() == Phase.READY || part.phase() == Phase.RESTARTING);
    }

    private String line(ServiceState part) {
        var after = readyAfter.getOrDefault(part.name(), "");
        var phase = "%-11s".formatted(part.phase());
        return "  %-13s %s %7s".formatted(part.name(), Phases.coloured(terminal, part.phase(), phase), after);
    }
}
