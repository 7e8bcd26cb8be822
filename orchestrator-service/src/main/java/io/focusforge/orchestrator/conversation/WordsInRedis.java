package io.focusforge.orchestrator.conversation;

import io.focusforge.common.redis.RedisLines;
import io.quarkus.redis.client.RedisClientName;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;

/**
 * The words of answers under way, for those who follow them at other replicas: a list of entries for each answer, which is gone a while after it has begun.
 * What is lost here, all of it or a part, is told when the answer is over.
 */
@ApplicationScoped
class WordsInRedis {
    private static final Duration TIMEOUT = Duration.ofMillis(300);
    private static final Duration CHECK = Duration.ofMillis(500);
    /** Read at once. */
    private static final int MOST = 2_000;

    private final RedisLines lines;
    private final Duration kept;

    WordsInRedis(Vertx vertx, @RedisClientName("cache") Redis redis, AnswerConfig config) {
        this.lines = new RedisLines(vertx, redis, TIMEOUT, CHECK);
        this.kept = config.eventsKept();
    }

    void start(@Observes StartupEvent starting) {
        lines.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        lines.stop();
    }

    /** @return how many entries there are with these; 0 where the list is lost */
    Future<Integer> add(AnswerKey answer, List<String> entries, boolean first) {
        var request = Request.cmd(first ? Command.RPUSH : Command.RPUSHX).arg(key(answer));
        entries.forEach(request::arg);
        var added = lines.ask(request).map(Response::toInteger);
        return first ? added.compose(count -> expire(answer).map(count)) : added;
    }

    /** From the entry of that number on, the first being 0. */
    Future<List<String>> from(AnswerKey answer, int number) {
        var request = Request.cmd(Command.LRANGE).arg(key(answer)).arg(number).arg(number + MOST - 1);
        return lines.ask(request)
                .map(entries -> entries.stream().map(Response::toString).toList());
    }

    private Future<Response> expire(AnswerKey answer) {
        return lines.ask(Request.cmd(Command.PEXPIRE).arg(key(answer)).arg(kept.toMillis()));
    }

    private static String key(AnswerKey answer) {
        return "ff:{%s}:answer:%s".formatted(answer.tenant(), answer.id());
    }
}
