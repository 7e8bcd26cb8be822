package io.focusforge.orchestrator.conversation;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The answers that are being made at this replica. */
@ApplicationScoped
class Running {
    private static final Duration SOON = Duration.ofSeconds(2);

    private final Map<UUID, Under> all = new ConcurrentHashMap<>();
    private final Vertx vertx;
    private final AnswerConfig config;

    Running(Vertx vertx, AnswerConfig config) {
        this.vertx = vertx;
        this.config = config;
    }

    /** Where an answer is made, and its timer. */
    private record Under(AnswerRun run, Context context, long timer) {}

    void requireRoom() {
        if (all.size() >= config.maxRunning()) {
            throw new ProblemException(ErrorCode.OVERLOADED, "Too many answers are being made here. Try again.")
                    .retryAfter(SOON);
        }
    }

    void begin(AnswerRun run, Context context) {
        var timer =
                vertx.setPeriodic(config.keepAlive().toMillis(), tick -> context.runOnContext(here -> run.keepAlive()));
        all.put(run.key().id(), new Under(run, context, timer));
    }

    void end(AnswerRun run) {
        var ended = all.remove(run.key().id());
        if (ended != null) {
            vertx.cancelTimer(ended.timer());
        }
    }

    List<AnswerKey> keys() {
        return all.values().stream().map(under -> under.run().key()).toList();
    }

    /** Does nothing where it is not made here. */
    void stop(UUID answer) {
        var under = all.get(answer);
        if (under != null) {
            under.context().runOnContext(here -> under.run().stop());
        }
    }

    @PreDestroy
    void close() {
        all.values().forEach(under -> vertx.cancelTimer(under.timer()));
    }
}
