package io.focusforge.local.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.local.stack.ServiceState;
import io.focusforge.local.stack.ServiceState.Phase;
import io.focusforge.local.stack.Stack;
import io.focusforge.local.stack.StackState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/** Says what runs, to people or to programs. */
final class StatusCommand {
    /** As the Linux Standard Base has it for a program that does not run. */
    private static final int NOT_READY = 3;

    private final Options options;
    private final Terminal terminal;

    StatusCommand(Options options, Terminal terminal) {
        this.options = options;
        this.terminal = terminal;
    }

    /** What {@code --json} prints. */
    record Status(boolean ready, String url, String apiKey, List<Part> services) {}

    /** One server or service. */
    record Part(String name, String state, Long pid, String url, int restarts) {
        static Part of(ServiceState state) {
            var pid = state.process() == null ? null : (Long) state.process().pid();
            return new Part(state.name(), state.phase().toString(), pid, state.url(), state.restarts());
        }
    }

    int run() {
        var status = new Supervisor(options).running().map(this::of).orElse(new Status(false, null, null, List.of()));
        terminal.line(options.json() ? json(status) : text(status));
        return status.ready() ? 0 : NOT_READY;
    }

    private Status of(StackState state) {
        var ready = state.ready() && state.services().stream().allMatch(part -> part.phase() == Phase.READY);
        return new Status(
                ready,
                state.url(),
                apiKey(),
                state.services().stream().map(Part::of).toList());
    }

    private String text(Status status) {
        if (status.services().isEmpty()) {
            return "FocusForge is not running. Start it with ./focusforge up";
        }
        var text = new StringBuilder("FocusForge is %s at %s%n"
                .formatted(
                        status.ready() ? terminal.green("ready") : terminal.yellow("not ready"),
                        terminal.cyan(status.url())));
        for (var part : status.services()) {
            var restarts = part.restarts() == 0 ? "" : "  started again %d times".formatted(part.restarts());
            text.append("%n  %-13s %-11s pid %-8s %s"
                    .formatted(part.name(), part.state(), part.pid() == null ? "-" : part.pid(), restarts));
        }
        return text.toString();
    }

    private String apiKey() {
        var file = Stack.keyFile(options.data());
        try {
            return Files.exists(file) ? Files.readString(file).strip() : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static String json(Status status) {
        try {
            return new ObjectMapper().writeValueAsString(status);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
