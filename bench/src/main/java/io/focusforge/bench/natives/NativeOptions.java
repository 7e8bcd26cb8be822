package io.focusforge.bench.natives;

import io.focusforge.bench.Options;
import io.focusforge.local.server.Service;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is measured, and for how long.
 *
 * @param services in each round, once of either flavor
 * @param seconds of load whose cost is counted, after three times as long of warming up
 */
public record NativeOptions(Set<Service> services, int rounds, Duration seconds) {
    private static final int ROUNDS = 3;
    private static final int SECONDS = 10;

    public static NativeOptions of(Options options) {
        return new NativeOptions(
                services(options.words("--only"), new Executables(NativeBenchmark.project())),
                options.positive("--rounds", ROUNDS),
                Duration.ofSeconds(options.positive("--seconds", SECONDS)));
    }

    /** Those that are named, which have to be built; where none is named, those that are. */
    static Set<Service> services(Set<String> names, Executables built) {
        if (names.isEmpty()) {
            return built.all();
        }
        var services = names.stream()
                .map(NativeOptions::service)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Service.class)));
        services.forEach(built::of);
        return services;
    }

    private static Service service(String name) {
        return Arrays.stream(Service.values())
                .filter(service -> service.id().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "--only takes gateway, orchestrator, ai, memory, worker, not " + name));
    }
}
