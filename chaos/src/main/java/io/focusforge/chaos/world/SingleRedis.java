package io.focusforge.chaos.world;

import io.focusforge.local.server.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** One server. Each worker reaches it over a line of its own, which can be cut. */
public final class SingleRedis implements Redis {
    private final String password = UUID.randomUUID().toString();
    private final RedisNode node;
    private final List<Line> lines;

    public SingleRedis(Path directory, int workers) {
        node = RedisNode.server(directory, Ports.free(1).getFirst(), password);
        lines = IntStream.range(0, workers).mapToObj(i -> new Line(node.port())).toList();
        start();
    }

    @Override
    public Map<String, String> settings(int worker) {
        return Map.of(
                "focusforge.redis.streams.url",
                "redis://:%s@%s:%d"
                        .formatted(password, Ports.HOST, lines.get(worker).port()));
    }

    public List<Line> lines() {
        return lines;
    }

    public void kill() {
        node.kill();
    }

    /** It comes back with nothing in it. */
    public void start() {
        node.start("save \"\"", "maxmemory-policy noeviction");
    }

    @Override
    public void flush() throws IOException {
        node.ask("FLUSHALL");
    }

    @Override
    public long usedMemory() throws IOException {
        return Long.parseLong(node.info("used_memory"));
    }

    /** @return the number of entries in a stream */
    public long length(String stream) throws IOException {
        return Long.parseLong(node.ask("XLEN", stream).getFirst());
    }

    @Override
    public void close() {
        lines.forEach(Line::close);
        node.close();
    }
}
