package io.focusforge.chaos.world;

import io.focusforge.local.server.Directories;
import io.focusforge.local.server.Ports;
import io.focusforge.local.server.Service;
import io.focusforge.local.server.Signal;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A service as it is run in production, in a process of its own. */
public final class Replica implements AutoCloseable {
    private static final Duration READY = Duration.ofMinutes(5);
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-Xms32m",
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");

    private final String name;
    private final int port;
    private final int managementPort;
    private final Child process;
    private final HttpClient http;

    Replica(
            String name,
            Path application,
            Path directory,
            List<Integer> ports,
            Map<String, String> settings,
            HttpClient http) {
        this.name = name;
        this.port = ports.getFirst();
        this.managementPort = ports.getLast();
        this.http = http;
        var file = directory.resolve(name + ".properties");
        Directories.write(file, text(settings));
        this.process = new Child(command(file).directory(application.toFile()), directory.resolve(name + ".log"));
    }

    public URI url(String path) {
        return URI.create("http://%s:%d%s".formatted(Ports.HOST, port, path));
    }

    /** Does not wait until it is ready. */
    public void start() {
        process.start();
    }

    public boolean isReady() {
        try {
            var request = HttpRequest.newBuilder(
                            URI.create("http://%s:%d/q/health/ready".formatted(Ports.HOST, managementPort)))
                    .timeout(ANSWER)
                    .build();
            return process.runs()
                    && http.send(request, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public void awaitReady() {
        Wait.need(name, READY, this::isReady);
    }

    /** Ends it: KILL as a crash does, TERM as a roll-out does. */
    public void end(Signal signal) {
        process.end(signal);
    }

    /** Ends it, and starts it again; does not wait until it is ready. */
    public void restart(Signal signal) {
        end(signal);
        start();
    }

    /** It stands still for so long, and goes on as if nothing had been. */
    public void freeze(Duration time) {
        process.send(Signal.STOP);
        try {
            Wait.pause(time);
        } finally {
            process.send(Signal.CONT);
        }
    }

    @Override
    public void close() {
        process.close();
    }

    @Override
    public String toString() {
        return name;
    }

    private String text(Map<String, String> settings) {
        var properties = new Properties();
        properties.putAll(settings);
        properties.putAll(Map.of(
                "config_ordinal",
                "350",
                "focusforge.http.host",
                Ports.HOST,
                "focusforge.http.port",
                "" + port,
                "focusforge.management.port",
                "" + managementPort));
        try (var text = new StringWriter()) {
            properties.store(text, null);
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProcessBuilder command(Path settings) {
        var command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.command().addAll(FLAGS);
        command.command().add("-Dsmallrye.config.locations=" + settings.toUri());
        command.command().addAll(List.of("-jar", "quarkus-run.jar"));
        return command;
    }

    static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
    }

    static Path application(Path project, Service service) {
        var application = project.resolve(service + "-service/target/quarkus-app");
        if (!Files.exists(application.resolve("quarkus-run.jar"))) {
            throw new IllegalStateException(service + "-service is not built");
        }
        return application;
    }
}
