package io.focusforge.memory.health;

import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.problem.ProblemMapper;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** MongoDB that is late, away or changes its primary is tried again, like every other store; all else that it refuses is our fault. */
public class MongoProblems {
    private static final Logger LOG = Logger.getLogger(MongoProblems.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final ProblemMapper problems;

    MongoProblems(ProblemMapper problems) {
        this.problems = problems;
    }

    @ServerExceptionMapper
    public Response failed(MongoException e) {
        if (!isAway(e)) {
            return problems.unexpected(e);
        }
        LOG.warnf("MongoDB does not answer: %s", e);
        return problems.problem(new ProblemException(
                        ErrorCode.UNAVAILABLE,
                        "A store did not answer in time, and may have made the change. Try again, with the same Idempotency-Key.")
                .retryAfter(RETRY_AFTER));
    }

    // Without the word of a majority a write may be kept, or not.
    private static boolean isAway(MongoException e) {
        return switch (e) {
            case MongoTimeoutException _,
                    MongoSocketException _,
                    MongoExecutionTimeoutException _,
                    MongoNotPrimaryException _,
                    MongoNodeIsRecoveringException _,
                    MongoWriteConcernException _ -> true;
            default -> false;
        };
    }
}
