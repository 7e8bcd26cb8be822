package io.focusforge.local.cli;

import io.focusforge.local.server.LocalFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The command line, read. What is no option is a word. */
record Options(String command, Path project, Path data, int port, boolean detach, boolean json, List<String> words) {
    private static final int DEFAULT_PORT = 8080;
    private static final int HIGHEST_PORT = 65_535;

    static Options parse(List<String> arguments, Path project) {
        var rest = arguments.iterator();
        var command = rest.hasNext() ? rest.next() : "";
        var options =
                new Options(command, project, project.resolve(".focusforge"), DEFAULT_PORT, false, false, List.of());
        while (rest.hasNext()) {
            options = options.with(rest.next(), rest);
        }
        return options;
    }

    private Options with(String argument, Iterator<String> rest) {
        return switch (argument) {
            case "--data" ->
                new Options(
                        command, project, Path.of(value(argument, rest)).toAbsolutePath(), port, detach, json, words);
            case "--port" -> new Options(command, project, data, port(value(argument, rest)), detach, json, words);
            case "--detach", "-d" -> new Options(command, project, data, port, true, json, words);
            case "--json" -> new Options(command, project, data, port, detach, true, words);
            default -> new Options(command, project, data, port, detach, json, plus(argument));
        };
    }

    private List<String> plus(String argument) {
        if (argument.startsWith("--")) {
            throw new LocalFailure("There is no option %s: ./focusforge help lists them.".formatted(argument));
        }
        var all = new ArrayList<>(words);
        all.add(argument);
        return List.copyOf(all);
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new LocalFailure("The option %s needs a value.".formatted(option));
        }
        return rest.next();
    }

    private static int port(String text) {
        try {
            var port = Integer.parseInt(text);
            if (port >= 1 && port <= HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw notAPort(text);
        }
        throw notAPort(text);
    }

    private static LocalFailure notAPort(String text) {
        return new LocalFailure("'%s' is not a port: use a number from 1 to %d.".formatted(text, HIGHEST_PORT));
    }
}
