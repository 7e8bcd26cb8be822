package io.focusforge.ai.embedding;

import io.focusforge.ai.chat.CallReport;
import io.focusforge.ai.limit.Actual;
import io.focusforge.ai.limit.EmbeddingLimits;
import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.provider.Providers;
import io.focusforge.ai.provider.UpstreamFailure;
import io.focusforge.ai.telemetry.ModelMetrics;
import io.focusforge.ai.telemetry.ModelMetrics.Operation;
import io.focusforge.ai.usage.TokenUsage;
import io.focusforge.ai.usage.UsageLedger;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Supplier;

/** What embeddings have in common, whichever model makes them: limits, the ledger, metrics, and the headers of the answer. */
@ApplicationScoped
class AccountedEmbeddings {
    private final EmbeddingLimits limits;
    private final UsageLedger ledger;
    private final ModelMetrics metrics;

    AccountedEmbeddings(EmbeddingLimits limits, UsageLedger ledger, ModelMetrics metrics) {
        this.limits = limits;
        this.ledger = ledger;
        this.metrics = metrics;
    }

    /** @param model that is asked first */
    record Wanted(Caller caller, ProviderModel model, byte[] body, CallReport report) {}

    /** @param target that has answered */
    record Made<T>(T answer, ProviderModel target, TokenUsage tokens) {}

    /** @throws ProblemException when a limit is reached, or nobody answers */
    <T> T make(Wanted wanted, Supplier<Made<T>> maker) {
        try {
            return withinLimits(wanted, maker);
        } finally {
            wanted.report().writeHeaders();
        }
    }

    private <T> T withinLimits(Wanted wanted, Supplier<Made<T>> maker) {
        var reservation = limits.reserve(wanted.caller(), wanted.model(), wanted.body(), wanted.report()::header);
        try {
            var made = measured(wanted.model(), maker);
            var cost = settle(wanted.caller(), made);
            wanted.report().used(made.tokens(), cost);
            reservation.settle(new Actual(made.tokens().total(), cost == null ? 0 : cost));
            return made.answer();
        } finally {
            reservation.release();
        }
    }

    private <T> Made<T> measured(ProviderModel first, Supplier<Made<T>> maker) {
        var start = System.nanoTime();
        try {
            var made = maker.get();
            metrics.succeeded(operation(made.target()), since(start));
            metrics.used(operation(made.target()), made.tokens());
            return made;
        } catch (UpstreamFailure failure) {
            throw failed(first, failure.code(), failure.toProblem(), start);
        } catch (ProblemException problem) {
            throw failed(first, problem.code(), problem, start);
        }
    }

    private ProblemException failed(ProviderModel model, ErrorCode code, ProblemException problem, long start) {
        metrics.failed(operation(model), code, since(start));
        return problem;
    }

    private <T> Long settle(Caller caller, Made<T> made) {
        if (!made.target().provider().equals(Providers.IN_PROCESS)) {
            return ledger.settleEmbedding(caller, made.target(), made.tokens());
        }
        ledger.countEmbedding(caller, made.target().model(), made.tokens().total());
        return 0L;
    }

    private static Operation operation(ProviderModel model) {
        return new Operation("embeddings", model.provider(), model.model());
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
