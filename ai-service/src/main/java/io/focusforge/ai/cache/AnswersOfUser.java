package io.focusforge.ai.cache;

import io.focusforge.ai.cache.Pool.Namespace;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.redis.MatchingKeys;
import io.focusforge.common.redis.RedisLines;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.UUID;

/**
 * Forgets what was answered to one user, in all replicas. What Redis holds is looked for among all its keys. In a cluster only one node's are
 * seen; the others' end with their time to live.
 */
final class AnswersOfUser {
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final RedisLines redis;
    private final DropLog drops;
    private final MemoryAnswers memory;

    AnswersOfUser(RedisLines redis, DropLog drops, MemoryAnswers memory) {
        this.redis = redis;
        this.drops = drops;
        this.memory = memory;
    }

    /**
     * @return how many entries Redis had
     * @throws ProblemException {@code unavailable}, when the other replicas cannot be told
     */
    long forget(UUID tenant, UUID user) {
        var found = MatchingKeys.unlink(this::ask, "ff:{" + tenant + "}:mc:*:" + user + ":*");
        var all = Namespace.of(tenant, user);
        memory.drop(all);
        if (!drops.add(all)) {
            throw away();
        }
        return found;
    }

    private Response ask(Request request) {
        return RedisAnswers.await(redis.ask(request)).orElseThrow(AnswersOfUser::away);
    }

    private static ProblemException away() {
        return new ProblemException(ErrorCode.UNAVAILABLE, "The replicas cannot be told at this moment; try again.")
                .retryAfter(RETRY);
    }
}
