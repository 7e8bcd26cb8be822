package io.focusforge.ai.breaker;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** {@code breaker.lua}, and how it is called. */
record BreakerScript(String text, String sha) {
    private static final String FILE = "/breaker/breaker.lua";

    static BreakerScript load() {
        try (var in = BreakerScript.class.getResourceAsStream(FILE)) {
            var bytes = in.readAllBytes();
            var sha =
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
            return new BreakerScript(new String(bytes, StandardCharsets.UTF_8), sha);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Future<Response> run(Redis redis, List<String> keys, List<String> arguments) {
        return redis.send(call(Command.EVALSHA, sha, keys, arguments))
                .recover(failure -> failure instanceof ErrorType error && error.is("NOSCRIPT")
                        ? redis.send(call(Command.EVAL, text, keys, arguments))
                        : Future.failedFuture(failure));
    }

    private static Request call(Command command, String script, List<String> keys, List<String> arguments) {
        var call = Request.cmd(command).arg(script).arg(keys.size());
        keys.forEach(call::arg);
        arguments.forEach(call::arg);
        return call;
    }
}
