package io.focusforge.local.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * PostgreSQL refuses to run as root. Under root it runs in a user namespace without an owner, and where the kernel does not
 * allow that, as nobody.
 */
final class Unprivileged {
    private static final List<String> NAMESPACE = List.of("unshare", "--user");
    private static final List<String> NOBODY = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

    private final List<String> prefix;

    private Unprivileged(List<String> prefix) {
        this.prefix = prefix;
    }

    static Unprivileged choose() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return new Unprivileged(List.of());
        }
        return Stream.of(NAMESPACE, NOBODY)
                .filter(way -> succeeds(join(way, List.of("true"))))
                .map(Unprivileged::new)
                .findFirst()
                .orElseThrow(
                        () -> new LocalFailure(
                                "PostgreSQL does not run as root, and neither unshare nor setpriv works here: run this as another user."));
    }

    List<String> command(List<String> command) {
        return join(prefix, command);
    }

    /** Hands a directory over to whom PostgreSQL runs as. */
    void own(Path directory) {
        if (prefix.equals(NOBODY)
                && !(succeeds(List.of("chown", "-R", "65534:65534", directory.toString()))
                        && succeeds(command(List.of("test", "-w", directory.toString()))))) {
            throw new LocalFailure(
                    "PostgreSQL does not run as root, and user nobody cannot reach %s: choose a directory with --data, or run this as another user."
                            .formatted(directory));
        }
    }

    private static List<String> join(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static boolean succeeds(List<String> command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
