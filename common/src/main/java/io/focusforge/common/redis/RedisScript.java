package io.focusforge.common.redis;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A Lua script, and how it is called. All keys of a call carry the same hash tag. */
public record RedisScript(String text, String sha) {
    /** Reads files of the class path, which together are one script. */
    public static RedisScript load(Class<?> owner, String... files) {
        var bytes = new ByteArrayOutputStream();
        for (var file : files) {
            try (var in = owner.getResourceAsStream(file)) {
                in.transferTo(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new RedisScript(bytes.toString(StandardCharsets.UTF_8), sha1(bytes.toByteArray()));
    }

    /** What Redis refuses with {@code NOSCRIPT} when it has not seen the text since it started. */
    public Request bySha(List<String> keys, List<String> arguments) {
        return call(Request.cmd(Command.EVALSHA).arg(sha), keys, arguments);
    }

    public Request byText(List<String> keys, List<String> arguments) {
        return call(Request.cmd(Command.EVAL).arg(text), keys, arguments);
    }

    private static Request call(Request request, List<String> keys, List<String> arguments) {
        request.arg(keys.size());
        keys.forEach(request::arg);
        arguments.forEach(request::arg);
        return request;
    }

    private static String sha1(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
