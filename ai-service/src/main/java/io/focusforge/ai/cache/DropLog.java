package io.focusforge.ai.cache;

import io.focusforge.ai.cache.Pool.Namespace;
import io.focusforge.common.redis.RedisLines;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.UUID;

/**
 * How the replicas hear that a namespace was dropped: a stream that each of them reads from where it was. One that finds the stream
 * without the place where it was (Redis has lost it, or the replica was away for long) forgets all that it has.
 */
final class DropLog {
    private static final String STREAM = "ff:{model-cache}:dropped";
    private static final int LONGEST = 10_000;
    private static final int AT_ONCE = 1_000;

    private final RedisLines redis;
    private final MemoryAnswers memory;
    private volatile String last = "";

    DropLog(RedisLines redis, MemoryAnswers memory) {
        this.redis = redis;
        this.memory = memory;
    }

    /** @return false when it could not be told */
    boolean add(Namespace namespace) {
        return append(namespace.tenant().toString(), namespace.name()) != null;
    }

    /** Whether it has a place from which to read. */
    boolean follows() {
        return !last.isEmpty();
    }

    /** Called periodically, by one thread at a time. While Redis is away nobody can drop anything. */
    void read() {
        if (last.isEmpty()) {
            begin();
            return;
        }
        var entries = RedisAnswers.await(redis.ask(Request.cmd(Command.XRANGE)
                .arg(STREAM)
                .arg(last)
                .arg("+")
                .arg("COUNT")
                .arg(AT_ONCE)));
        entries.ifPresent(this::follow);
    }

    /** There is always an entry to begin from. */
    private void begin() {
        var place = append("", "");
        if (place != null) {
            last = place;
            memory.dropAll();
        }
    }

    private void follow(Response entries) {
        if (entries.size() == 0 || !entries.get(0).get(0).toString().equals(last)) {
            last = "";
            begin();
            return;
        }
        for (var i = 1; i < entries.size(); i++) {
            drop(entries.get(i).get(1));
            last = entries.get(i).get(0).toString();
        }
    }

    private void drop(Response fields) {
        var tenant = fields.get(1).toString();
        if (!tenant.isEmpty()) {
            memory.drop(new Namespace(UUID.fromString(tenant), fields.get(3).toString()));
        }
    }

    private String append(String tenant, String name) {
        return RedisAnswers.await(redis.ask(Request.cmd(Command.XADD)
                        .arg(STREAM)
                        .arg("MAXLEN")
                        .arg("~")
                        .arg(LONGEST)
                        .arg("*")
                        .arg("tenant")
                        .arg(tenant)
                        .arg("namespace")
                        .arg(name)))
                .map(Response::toString)
                .orElse(null);
    }
}
