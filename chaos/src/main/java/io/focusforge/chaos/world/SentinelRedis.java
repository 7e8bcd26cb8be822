package io.focusforge.chaos.world;

import static java.util.stream.Collectors.joining;

import io.focusforge.local.server.Ports;
import io.focusforge.local.server.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A master with two replicas, and three Sentinels that make one of those the master when it fails. One that was only cut off takes itself for the
 * master for some seconds more: without replicas it may not serve anybody.
 */
public final class SentinelRedis implements Redis {
    private static final String NAME = SentinelSettings.NAME;
    private static final Duration READY = Duration.ofSeconds(30);

    private final String password = UUID.randomUUID().toString();
    private final SentinelSettings settings = new SentinelSettings(password);
    private final List<RedisNode> servers;
    private final List<RedisNode> sentinels;

    public SentinelRedis(Path directory) {
        var ports = Ports.free(6);
        servers = ports.subList(0, 3).stream()
                .map(port -> RedisNode.server(directory, port, password))
                .toList();
        sentinels = ports.subList(3, 6).stream()
                .map(port -> RedisNode.sentinel(directory, port, password))
                .toList();
        var first = servers.getFirst();
        first.start(settings.master());
        servers.stream().skip(1).forEach(replica -> replica.start(settings.replicaOf(first.port())));
        sentinels.forEach(sentinel -> sentinel.start(settings.watching(first.port())));
        awaitReplicas();
    }

    @Override
    public Map<String, String> settings(int worker) {
        return Map.of(
                "focusforge.redis.streams.url",
                sentinels.stream()
                        .map(sentinel -> "redis://%s:%d".formatted(Ports.HOST, sentinel.port()))
                        .collect(joining(",")),
                "focusforge.redis.streams.password",
                password,
                "focusforge.redis.streams.type",
                "sentinel",
                "focusforge.redis.streams.master",
                NAME);
    }

    /** Sentinels find a new master only among replicas that have caught up. */
    public void awaitReplicas() {
        Wait.need(
                "a master with two replicas",
                READY,
                () -> master().info("connected_slaves").equals("2")
                        && Stream.of("slave0", "slave1").allMatch(this::isOnline)
                        && sentinels.stream().allMatch(this::knowsAll));
    }

    /** Ends when another is the master; then the one that was killed comes back, empty, as its replica. */
    public void killMaster() throws IOException {
        var old = master();
        old.kill();
        awaitOther(old);
        old.start(settings.replicaOf(master().port()));
    }

    /** The master stands still, so that another takes over, and takes itself for the master when it wakes up. */
    public void freezeMaster() throws IOException {
        var old = master();
        old.send(Signal.STOP);
        try {
            awaitOther(old);
        } finally {
            old.send(Signal.CONT);
        }
    }

    /** As an operator asks for it. */
    public void failOver() throws IOException {
        var old = master();
        sentinels.getFirst().ask("SENTINEL", "FAILOVER", NAME);
        awaitOther(old);
    }

    @Override
    public void flush() throws IOException {
        master().ask("FLUSHALL");
    }

    @Override
    public long usedMemory() throws IOException {
        return Long.parseLong(master().info("used_memory"));
    }

    @Override
    public void close() {
        Stream.concat(sentinels.stream(), servers.stream()).forEach(RedisNode::close);
    }

    private void awaitOther(RedisNode old) {
        Wait.need(
                "another master",
                READY,
                () -> master() != old && master().info("role").equals("master"));
    }

    private RedisNode master() throws IOException {
        var port = Integer.parseInt(sentinels
                .getLast()
                .ask("SENTINEL", "GET-MASTER-ADDR-BY-NAME", NAME)
                .getLast());
        return servers.stream().filter(node -> node.port() == port).findFirst().orElseThrow();
    }

    private boolean isOnline(String replica) {
        try {
            return master().info(replica).contains("state=online");
        } catch (IOException e) {
            return false;
        }
    }

    private boolean knowsAll(RedisNode sentinel) {
        try {
            var known = String.join(" ", sentinel.ask("SENTINEL", "MASTER", NAME));
            return known.contains("num-slaves 2") && known.contains("num-other-sentinels 2");
        } catch (IOException e) {
            return false;
        }
    }
}
