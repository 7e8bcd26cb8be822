package io.focusforge.local.cli;

import io.focusforge.local.stack.ServiceState;
import io.focusforge.local.stack.ServiceState.Phase;
import io.focusforge.local.stack.StackState;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Tells of each change of a running stack: a service that died, and that it is back. */
final class Watch {
    private final Options options;
    private final Terminal terminal;
    private final Map<String, Phase> known = new HashMap<>();

    Watch(Options options, Terminal terminal) {
        this.options = options;
        this.terminal = terminal;
    }

    void until(ProcessHandle supervisor) {
        while (!ended(supervisor)) {
            StackState.read(options.data()).ifPresent(state -> state.services().forEach(this::compare));
        }
    }

    private void compare(ServiceState part) {
        var before = known.put(part.name(), part.phase());
        if (before != null && before != part.phase()) {
            var time = LocalTime.now().truncatedTo(ChronoUnit.SECONDS);
            var phase = Phases.coloured(terminal, part.phase(), part.phase().toString());
            terminal.line("  %s  %-13s %s".formatted(terminal.dim("" + time), part.name(), phase));
        }
    }

    private static boolean ended(ProcessHandle process) {
        try {
            process.onExit().get(500, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
