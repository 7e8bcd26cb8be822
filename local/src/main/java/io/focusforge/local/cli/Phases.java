package io.focusforge.local.cli;

import io.focusforge.local.stack.ServiceState.Phase;

/** The colours of the phases. */
final class Phases {
    private Phases() {}

    static String coloured(Terminal terminal, Phase phase, String text) {
        return switch (phase) {
            case READY -> terminal.green(text);
            case STARTING -> terminal.cyan(text);
            case WAITING -> terminal.dim(text);
            case RESTARTING -> terminal.yellow(text);
            case STOPPED -> terminal.red(text);
        };
    }
}
