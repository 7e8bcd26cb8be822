package io.focusforge.worker.inference;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.identity.Scopes;
import io.focusforge.worker.handler.JobContext;
import io.focusforge.worker.handler.JobHandler;
import io.focusforge.worker.handler.JobType;
import io.focusforge.worker.job.JobResult;
import io.focusforge.worker.job.Priority;
import io.focusforge.worker.job.RetryPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;

/** {@code ai.inference}. Waits for a model that is away; what a model refuses is an error of that item. */
@ApplicationScoped
class RunInference implements JobHandler<Batch> {
    private static final JobType<Batch> TYPE = JobType.open(
            "ai.inference",
            Batch.class,
            new JobType.Defaults(
                    "ai",
                    Priority.NORMAL,
                    20,
                    Duration.ofMinutes(10),
                    new RetryPolicy(Duration.ofSeconds(2), Duration.ofMinutes(10))));

    private final Questions questions;
    private final Model model;
    private final ReplyReader reader;
    private final AnswerStore store;
    private final InferenceConfig config;
    private final ObjectMapper json;

    RunInference(
            Questions questions,
            Model model,
            ReplyReader reader,
            AnswerStore store,
            InferenceConfig config,
            ObjectMapper json) {
        this.questions = questions;
        this.model = model;
        this.reader = reader;
        this.store = store;
        this.config = config;
        this.json = json;
    }

    @Override
    public JobType<Batch> type() {
        return TYPE;
    }

    @Override
    public Set<String> scopes() {
        return Set.of(Scopes.MODELS_WRITE);
    }

    @Override
    public JobResult handle(JobContext context, Batch batch) throws InterruptedException {
        var all = questions.of(batch);
        var progress = new Progress(batch, store.find(context.job(), all));
        var round = new Round(model, reader, context, batch.textLimit());
        round.run(progress.open(all), atOnce(batch), (question, reply) -> {
            if (reply instanceof Reply.Answered answered) {
                store.keep(context.job(), question, answered.answer());
            }
            progress.take(question.item(), reply);
        });
        return result(context, progress);
    }

    private int atOnce(Batch batch) {
        return batch.concurrency() == null ? config.concurrency() : Math.min(batch.concurrency(), config.concurrency());
    }

    /** After the last attempt some answers are better than none. */
    private JobResult result(JobContext context, Progress progress) {
        var last = context.isLastAttempt() && progress.wasTried() && progress.answered() > 0;
        if (!progress.isComplete() && !last) {
            return again(progress);
        }
        return progress.answered() > 0 ? new JobResult.Done(json.valueToTree(progress.result())) : refused(progress);
    }

    private static JobResult again(Progress progress) {
        var so = progress.answered() + " answered so far. ";
        return progress.firstAway()
                .map(away -> new JobResult.Retry(away.code(), so + away.message(), progress.retryAfter()))
                .orElseGet(() -> new JobResult.Retry(
                        "inference_unfinished", so + "There was no time for the rest.", Duration.ZERO));
    }

    private static JobResult refused(Progress progress) {
        var first = progress.firstRefusal().orElseThrow();
        return JobResult.failed(first.code(), first.message());
    }
}
