package io.focusforge.local.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.logging.LogManager;

/** The three servers, started together and stopped together. When one does not start, none is left. */
public final class Servers implements AutoCloseable {
    private final PostgresServer postgres;
    private final RedisServer redis;
    private final MongoProtocolServer mongo;
    private final Endpoints endpoints;

    private Servers(PostgresServer postgres, RedisServer redis, MongoProtocolServer mongo, Endpoints endpoints) {
        this.postgres = postgres;
        this.redis = redis;
        this.mongo = mongo;
        this.endpoints = endpoints;
    }

    public static Servers start(ServersOptions options) {
        // Before there are several threads: some log managers lock each other out when two of them ask first.
        LogManager.getLogManager();
        Directories.make(options.directory());
        var secrets = new Secrets(options.directory().resolve("secrets.properties"));
        var ports = Ports.free(2);
        var started = new ArrayList<AutoCloseable>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var postgres = CompletableFuture.supplyAsync(
                    () -> PostgresServer.start(options, secrets.get("superuser"), ports.getFirst()), threads);
            var redis = CompletableFuture.supplyAsync(
                    () -> RedisServer.start(options, secrets.get("redis"), ports.getLast()), threads);
            var mongo = CompletableFuture.supplyAsync(() -> MongoProtocolServer.start(options), threads);
            var failures = join(List.of(postgres, redis, mongo), started);
            if (!failures.isEmpty()) {
                throw failures.getFirst();
            }
            var keys = options.directory().resolve("keys");
            SigningKeys.provide(keys);
            var passwords = new Provisioning(postgres.join().address(), secrets).provide();
            var endpoints = new Endpoints(
                    postgres.join().address(),
                    ports.getLast(),
                    secrets.get("redis"),
                    mongo.join().port(),
                    keys,
                    passwords);
            return new Servers(postgres.join(), redis.join(), mongo.join(), endpoints);
        } catch (RuntimeException e) {
            started.forEach(Servers::closeQuietly);
            throw e;
        }
    }

    /** Ends servers that a killed process has left running over this directory. */
    public static void endOrphans(Path directory) {
        RedisServer.endOrphan(directory);
        PostgresServer.endOrphan(directory);
    }

    public Endpoints endpoints() {
        return endpoints;
    }

    /** The processes beside this one. */
    public Map<String, ProcessIdentity> processes() {
        var processes = new LinkedHashMap<String, ProcessIdentity>();
        processes.put("postgres", postgres.identity());
        processes.put("redis", redis.identity());
        return processes;
    }

    /** Returns when Postgres accepts connections again: INT is a fast shutdown, QUIT an immediate one, as a crash. */
    public void restartPostgres(Signal signal) {
        postgres.restart(signal);
    }

    /** Forgets the servers without stopping them, as a killed process would. */
    void abandon() {
        mongo.close();
        redis.abandon();
        postgres.abandon();
    }

    @Override
    public void close() {
        var closing = Arrays.<Supplier<AutoCloseable>>asList(() -> mongo, () -> redis, () -> postgres).stream()
                .map(server -> Thread.ofVirtual().start(() -> closeQuietly(server.get())))
                .toList();
        for (var thread : closing) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static List<RuntimeException> join(
            List<? extends CompletableFuture<? extends AutoCloseable>> servers, List<AutoCloseable> started) {
        var failures = new ArrayList<RuntimeException>();
        for (var server : servers) {
            try {
                started.add(server.join());
            } catch (CompletionException e) {
                failures.add(
                        e.getCause() instanceof RuntimeException cause
                                ? cause
                                : new IllegalStateException(e.getCause()));
            }
        }
        return failures;
    }

    private static void closeQuietly(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            System.getLogger(Servers.class.getName()).log(System.Logger.Level.WARNING, "a server does not stop", e);
        }
    }
}
