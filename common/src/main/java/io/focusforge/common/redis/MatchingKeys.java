package io.focusforge.common.redis;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

/** Keys that match a pattern, looked for among all of Redis a thousand at a time. In a cluster only one node's are seen. */
public final class MatchingKeys {
    private static final int LOOKED_AT_ONCE = 1_000;

    private MatchingKeys() {}

    /** Asks Redis, and throws when it is away. */
    @FunctionalInterface
    public interface Asking {
        Response ask(Request request);
    }

    /** @return how many were removed */
    public static long unlink(Asking redis, String pattern) {
        var cursor = "0";
        var found = 0L;
        do {
            var page = redis.ask(Request.cmd(Command.SCAN)
                    .arg(cursor)
                    .arg("MATCH")
                    .arg(pattern)
                    .arg("COUNT")
                    .arg(LOOKED_AT_ONCE));
            cursor = page.get(0).toString();
            found += unlink(redis, page.get(1));
        } while (!cursor.equals("0"));
        return found;
    }

    private static long unlink(Asking redis, Response keys) {
        if (keys.size() == 0) {
            return 0;
        }
        var request = Request.cmd(Command.UNLINK);
        keys.forEach(key -> request.arg(key.toString()));
        return redis.ask(request).toLong();
    }
}
