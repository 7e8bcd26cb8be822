package io.focusforge.worker.testing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.focusforge.worker.handler.ChildOutcome;
import io.focusforge.worker.handler.JobContext;
import io.focusforge.worker.handler.JobHandler;
import io.focusforge.worker.handler.JobType;
import io.focusforge.worker.job.JobResult;
import io.focusforge.worker.job.Priority;
import io.focusforge.worker.job.RetryPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** A type of job that adds its own number to those of its children, and tells what it saw of them, in order. */
@ApplicationScoped
public class Adding implements JobHandler<Adding.Input> {
    private static final JobType<Input> TYPE = JobType.open(
            "test.adding",
            Input.class,
            new JobType.Defaults(
                    "default",
                    Priority.NORMAL,
                    3,
                    Duration.ofSeconds(4),
                    new RetryPolicy(Duration.ofMillis(20), Duration.ofMillis(50))));

    public record Input(int number) {}

    @Override
    public JobType<Input> type() {
        return TYPE;
    }

    @Override
    public JobResult handle(JobContext context, Input input) {
        var result = JsonNodeFactory.instance.objectNode();
        var seen = result.putArray("seen");
        var sum = input.number();
        for (var child : context.children()) {
            switch (child) {
                case ChildOutcome.Succeeded done -> {
                    var of =
                            done.result() == null ? 0 : done.result().get("sum").asInt();
                    sum += of;
                    seen.add(of);
                }
                case ChildOutcome.Failed failed ->
                    seen.add("failed: " + failed.error().code());
                case ChildOutcome.Ignored ignored ->
                    seen.add("ignored: " + ignored.error().code());
            }
        }
        result.put("sum", sum);
        return new JobResult.Done(result);
    }
}
