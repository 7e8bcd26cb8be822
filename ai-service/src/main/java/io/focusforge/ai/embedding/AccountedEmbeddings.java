package io.focusforge.ai.embedding;

import io.focusforge.ai.chat.CallReport;
import io.focusforge.ai.limit.Actual;
import io.focusforge.ai.limit.EmbeddingLimits;
import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.provider.Providers;
import io.focusforge.ai.provider.UpstreamFailure;
import io.focusforge.ai.telemetry.ModelMeters;
import io.focusforge.ai.telemetry.ModelSpan;
import io.focusforge.ai.telemetry.Operation;
import io.focusforge.ai.telemetry.Telemetry;
import io.focusforge.ai.usage.TokenUsage;
import io.focusforge.ai.usage.UsageLedger;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

/** What embeddings have in common, whichever model makes them: limits, the ledger, metrics, and the headers of the answer. */
@ApplicationScoped
class AccountedEmbeddings {
    private final EmbeddingLimits limits;
    private final UsageLedger ledger;
    private final Telemetry telemetry;

    AccountedEmbeddings(EmbeddingLimits limits, UsageLedger ledger, Telemetry telemetry) {
        this.limits = limits;
        this.ledger = ledger;
        this.telemetry = telemetry;
    }

    /** @param model that is asked first */
    record Wanted(Caller caller, ProviderModel model, byte[] body, CallReport report) {}

    /** @param target that has answered */
    record Made<T>(T answer, ProviderModel target, TokenUsage tokens) {}

    /** @throws ProblemException when a limit is reached, or nobody answers */
    <T> T make(Wanted wanted, Function<ModelSpan, Made<T>> maker) {
        try {
            return withinLimits(wanted, maker);
        } finally {
            wanted.report().writeHeaders();
        }
    }

    private <T> T withinLimits(Wanted wanted, Function<ModelSpan, Made<T>> maker) {
        var reservation = limits.reserve(wanted.caller(), wanted.model(), wanted.body(), wanted.report()::header);
        var span = telemetry
                .spans()
                .begin(Operation.EMBEDDINGS, wanted.model(), wanted.caller().tenant());
        try {
            var made = measured(wanted.model(), span, maker);
            var cost = settle(wanted.caller(), made);
            wanted.report().used(made.tokens(), cost);
            reservation.settle(new Actual(made.tokens().total(), cost == null ? 0 : cost));
            return made.answer();
        } finally {
            reservation.release();
            span.end();
        }
    }

    private <T> Made<T> measured(ProviderModel first, ModelSpan span, Function<ModelSpan, Made<T>> maker) {
        var start = System.nanoTime();
        try {
            var made = maker.apply(span);
            var meters = meters(made.target());
            meters.succeeded(System.nanoTime() - start);
            meters.used(made.tokens());
            span.answeredBy(made.target());
            span.used(made.tokens());
            return made;
        } catch (UpstreamFailure failure) {
            span.failed(failure);
            meters(first).failed(failure.code(), System.nanoTime() - start);
            throw failure.toProblem();
        } catch (ProblemException problem) {
            span.failed(problem.code());
            meters(first).failed(problem.code(), System.nanoTime() - start);
            throw problem;
        }
    }

    private ModelMeters meters(ProviderModel model) {
        return telemetry.metrics().of(Operation.EMBEDDINGS, model);
    }

    private <T> Long settle(Caller caller, Made<T> made) {
        if (!made.target().provider().equals(Providers.IN_PROCESS)) {
            return ledger.settleEmbedding(caller, made.target(), made.tokens());
        }
        ledger.countEmbedding(caller, made.target().model(), made.tokens().total());
        return 0L;
    }
}
