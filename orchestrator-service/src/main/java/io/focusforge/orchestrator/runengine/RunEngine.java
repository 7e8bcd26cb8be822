package io.focusforge.orchestrator.runengine;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.run.GraphSource;
import io.focusforge.orchestrator.runstore.Stored;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** The engine of this process. */
@ApplicationScoped
class RunEngine {
    private static final int FIRST = 10;

    @Produces
    @Singleton
    Engine engine(
            TenantDatabase database,
            Stored stored,
            @All List<GraphSource> sources,
            WebhookNotice notice,
            RunsConfig config,
            Clock clock) {
        return Engine.over(database, stored, sources, notice, settings(config), clock);
    }

    void start(@Observes StartupEvent event, Engine engine, MeterRegistry registry) {
        registry.gauge("focusforge_runs_in_hand", engine, Engine::size);
        engine.start();
    }

    void stop(@Observes @Priority(FIRST) ShutdownEvent event, Engine engine) throws InterruptedException {
        engine.stop();
    }

    private static EngineSettings settings(RunsConfig config) {
        return new EngineSettings(
                config.lease(),
                config.lookEvery(),
                config.tickEvery(),
                config.showAfter(),
                config.parkAfter(),
                config.runsAtOnce(),
                config.stepsAtOnce(),
                config.maxTakeovers(),
                config.maxResult(),
                config.stopWithin(),
                new WalkLimits(config.maxSteps(), config.maxDepth(), config.maxResults()));
    }
}
