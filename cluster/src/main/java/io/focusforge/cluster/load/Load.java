package io.focusforge.cluster.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code Load URL SECONDS KIND=RATE…}: asks evenly, whether or not earlier requests were answered, and never again for one that failed. The key is in
 * {@code API_KEY}. Prints {@code started} once the first was answered, and in the end a line {@code result } with JSON: for each kind what
 * {@link Tally#json} says. It ends earlier when a file {@code /tmp/stop} appears.
 */
public final class Load {
    private static final Path STOP = Path.of("/tmp/stop");
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(90);

    private Load() {}

    public static void main(String... arguments) throws InterruptedException {
        var gateway = new Gateway(arguments[0], System.getenv("API_KEY"));
        var end = System.nanoTime()
                + Duration.ofSeconds(Long.parseLong(arguments[1])).toNanos();
        var paces = paces(gateway, Arrays.copyOfRange(arguments, 2, arguments.length));
        gateway.awaitAnswer(LAST_ANSWERS);
        System.out.println("started");
        for (var pace : paces) {
            pace.start();
        }
        while (System.nanoTime() < end && !Files.exists(STOP)) {
            Thread.sleep(200);
        }
        for (var pace : paces) {
            pace.stop();
        }
        for (var pace : paces) {
            pace.awaitEnd(LAST_ANSWERS);
        }
        System.out.println("result " + paces.stream().map(Pace::json).collect(Collectors.joining(",", "{", "}")));
        System.exit(0);
    }

    private static List<Pace> paces(Gateway gateway, String[] kinds) {
        var paces = new ArrayList<Pace>();
        for (var kind : kinds) {
            var parts = kind.split("=", 2);
            paces.add(new Pace(Kind.of(parts[0], gateway), Double.parseDouble(parts[1])));
        }
        return paces;
    }
}
