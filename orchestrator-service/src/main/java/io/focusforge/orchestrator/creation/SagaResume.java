package io.focusforge.orchestrator.creation;

import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.event.EventStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Goes on with a saga wherever it stands: the background path, asked for by the worker. */
@ApplicationScoped
class SagaResume {
    private static final Logger LOG = Logger.getLogger(SagaResume.class);

    private final SagaStore sagas;
    private final SagaRunner runner;
    private final SagaRecorder recorder;
    private final SagaPolicy policy;
    private final EventStore events;
    private final Clock clock;

    SagaResume(
            SagaStore sagas,
            SagaRunner runner,
            SagaRecorder recorder,
            SagaPolicy policy,
            EventStore events,
            Clock clock) {
        this.sagas = sagas;
        this.runner = runner;
        this.recorder = recorder;
        this.policy = policy;
        this.events = events;
        this.clock = clock;
    }

    SagaEnd resume(UUID tenant, UUID task) {
        var saga = sagas.find(tenant, task);
        if (saga.isEmpty() && !events.exists(tenant, task)) {
            throw ProblemException.notFound("task");
        }
        return saga.map(this::goOn).orElseGet(SagaEnd.Done::new);
    }

    private SagaEnd goOn(Saga saga) {
        var now = clock.instant();
        if (now.isBefore(saga.nextAt())) {
            return new SagaEnd.Later(Duration.between(now, saga.nextAt()));
        }
        var task = runner.load(saga);
        if (task.isEmpty()) {
            return new SagaEnd.Done();
        }
        var attempt = sagas.countAttempt(saga, policy.resumeAt(now));
        if (attempt.isEmpty()) {
            return new SagaEnd.Done();
        }
        if (saga.step() == SagaStep.ANALYZE && policy.isHopeless(attempt.get())) {
            LOG.errorf(
                    "Analysing task %s has failed %d times; giving up",
                    saga.key().id(), attempt.get() - 1);
            recorder.recordFailure(saga, task.get(), "The analysis was tried %d times.".formatted(attempt.get() - 1));
            return new SagaEnd.Done();
        }
        return runner.run(saga, task.get(), SagaRunner.Origin.JOB).end();
    }
}
