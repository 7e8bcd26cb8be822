package io.focusforge.local.stack;

import io.focusforge.local.server.LocalFailure;
import io.focusforge.local.server.Ports;
import io.focusforge.local.server.ProcessIdentity;
import io.focusforge.local.server.Servers;
import io.focusforge.local.server.ServersOptions;
import io.focusforge.local.server.Service;
import io.focusforge.local.stack.ServiceState.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A running FocusForge: the servers and the five services. {@link #start} returns when all are ready, or throws a
 * {@link LocalFailure} and leaves nothing running. A service that dies is started again.
 */
public final class Stack implements AutoCloseable {
    private static final Duration TRAINED = Duration.ofMinutes(3);
    private static final List<String> SERVERS = List.of("postgres", "redis", "mongo");

    private final StackOptions options;
    private final DataDirectory data;
    private final Wiring wiring;
    private final StackJournal journal;
    private final Readiness readiness = new Readiness();
    private final Map<Service, ServiceProcess> services = new EnumMap<>(Service.class);
    private Servers servers;

    private Stack(StackOptions options, DataDirectory data) {
        this.options = options;
        this.data = data;
        this.wiring = Wiring.of(options.port());
        this.journal = new StackJournal(options.data(), url(), names());
    }

    public static Stack start(StackOptions options) {
        var commands = Arrays.stream(Service.values())
                .map(service -> ServiceCommand.of(service, options))
                .toList();
        var data = DataDirectory.claim(options.data());
        Stack stack = null;
        try {
            if (options.port() != 0 && Ports.isTaken(options.port())) {
                throw new LocalFailure("Port %d is in use: stop what listens there, or choose another with --port."
                        .formatted(options.port()));
            }
            stack = new Stack(options, data);
            stack.startServers();
            stack.startServices(commands);
            return stack;
        } catch (RuntimeException e) {
            if (stack == null) {
                data.release();
            } else {
                stack.abort(e);
            }
            throw e;
        }
    }

    /** Where clients reach it, without a path. */
    public String url() {
        return wiring.url(Service.GATEWAY);
    }

    /** Where a service answers those who carry a token of the suite. */
    public String serviceUrl(Service service) {
        return wiring.url(service);
    }

    /** Where a service shows its health and metrics. */
    public String managementUrl(Service service) {
        return wiring.managementUrl(service);
    }

    /** The first administrator's key. */
    public String apiKey() {
        var file = keyFile(options.data());
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new LocalFailure("The gateway has written no key to %s.".formatted(file), e);
        }
    }

    public static Path keyFile(Path data) {
        return data.toAbsolutePath().resolve("api-key");
    }

    /** The processes of the services as they are now. */
    public Map<Service, Long> pids() {
        var pids = new EnumMap<Service, Long>(Service.class);
        services.forEach((service, process) -> pids.put(service, process.pid()));
        return pids;
    }

    /** The processes of the servers that are not part of this JVM. */
    public Map<String, Long> serverPids() {
        var pids = new LinkedHashMap<String, Long>();
        servers.processes().forEach((name, process) -> pids.put(name, process.pid()));
        return pids;
    }

    public Servers servers() {
        return servers;
    }

    /** Ends a service as a crash would (SIGKILL). It is started again at once. */
    public void kill(Service service) {
        services.get(service).kill();
    }

    /** Ends a service for good, so that its caller can run it in its place, see {@link #command}. */
    public void stop(Service service) {
        services.get(service).stop();
    }

    /** What runs a service where the others look for it; it is neither started nor started again. */
    public ProcessBuilder command(Service service, boolean isNative) {
        return ServiceCommand.of(service, options.withNatives(isNative ? Set.of(service) : Set.of()))
                .process();
    }

    /** Waits until every service answers that it is ready. */
    public void awaitReady(Duration atMost) {
        var deadline = System.nanoTime() + atMost.toNanos();
        while (!services.values().stream().allMatch(ServiceProcess::isReady)) {
            if (System.nanoTime() > deadline) {
                throw new LocalFailure("The stack is not ready after %d s.".formatted(atMost.toSeconds()));
            }
            pause();
        }
    }

    /** Stops all of it, services first. */
    public void stop() {
        var atMost = options.archives() == StackOptions.Archives.TRAIN ? TRAINED : Duration.ofSeconds(15);
        inParallel(services.values().stream().toList(), process -> process.stop(atMost));
        if (servers != null) {
            servers.close();
        }
        readiness.close();
        StackState.remove(options.data());
        data.release();
    }

    @Override
    public void close() {
        stop();
    }

    private void startServers() {
        SERVERS.forEach(name -> phase(name, Phase.STARTING, null));
        var directory = options.data();
        servers = Servers.start(options.durable() ? ServersOptions.durable(directory) : ServersOptions.fast(directory));
        var processes = servers.processes();
        phase("postgres", Phase.READY, processes.get("postgres"));
        phase("redis", Phase.READY, processes.get("redis"));
        phase("mongo", Phase.READY, ProcessIdentity.current());
    }

    private void startServices(List<ServiceCommand> commands) {
        for (var command : commands) {
            var settings = wiring.settings(command.service(), servers.endpoints(), keyFile(options.data()));
            settings.putAll(options.settings().getOrDefault(command.service(), Map.of()));
            LogFiles.rotate(options.data(), command.service().id());
            services.put(
                    command.service(),
                    new ServiceProcess(
                            command.write(settings), LogFiles.directory(options.data()), wiring, journal, readiness));
        }
        startAll();
        journal.ready(true);
    }

    // The first that does not start is the reason; the others need not go on.
    private void startAll() {
        var failure = new AtomicReference<RuntimeException>();
        inParallel(services.values().stream().toList(), process -> {
            try {
                process.startAndAwait(options.startTimeout());
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
                services.values().forEach(ServiceProcess::giveUp);
            }
        });
        if (failure.get() != null) {
            throw failure.get();
        }
    }

    private void abort(RuntimeException cause) {
        stop();
        if (cause instanceof LocalFailure) {
            journal.failed(cause.getMessage());
        }
    }

    private void phase(String name, Phase phase, ProcessIdentity process) {
        journal.change(name, state -> new ServiceState(name, phase, process, null, 0));
    }

    private static List<String> names() {
        return Stream.concat(SERVERS.stream(), Arrays.stream(Service.values()).map(Service::id))
                .toList();
    }

    private static void inParallel(List<ServiceProcess> processes, Consumer<ServiceProcess> action) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = processes.stream()
                    .map(process -> CompletableFuture.runAsync(() -> action.accept(process), threads))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(running).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalFailure("Interrupted.", e);
        }
    }
}
