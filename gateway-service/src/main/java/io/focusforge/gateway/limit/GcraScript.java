package io.focusforge.gateway.limit;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** {@code gcra.lua}, and how it is called. */
record GcraScript(String text, String sha) {
    private static final String FILE = "/limit/gcra.lua";

    static GcraScript load() {
        try (var in = GcraScript.class.getResourceAsStream(FILE)) {
            var bytes = in.readAllBytes();
            var sha =
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
            return new GcraScript(new String(bytes, StandardCharsets.UTF_8), sha);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param nowMicros empty for Redis's own clock */
    Request bySha(String name, Quota quota, String nowMicros) {
        return arguments(Request.cmd(Command.EVALSHA).arg(sha), name, quota, nowMicros);
    }

    Request byText(String name, Quota quota, String nowMicros) {
        return arguments(Request.cmd(Command.EVAL).arg(text), name, quota, nowMicros);
    }

    static Decision decision(Response reply) {
        return new Decision(
                reply.get(0).toLong() == 1,
                reply.get(1).toLong(),
                reply.get(2).toLong(),
                reply.get(3).toLong());
    }

    private static Request arguments(Request call, String name, Quota quota, String nowMicros) {
        return call.arg(1)
                .arg(name)
                .arg(quota.intervalMicros())
                .arg(quota.requestsPerMinute())
                .arg(nowMicros);
    }
}
