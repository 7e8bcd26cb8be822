package io.focusforge.ai.embedding;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** A service that loads the embedding model at its start is ready when that is done: nothing else that it needs is without a substitute. */
@Readiness
@Singleton
public class ModelReadiness implements HealthCheck {
    private final ModelLoader loader;

    ModelReadiness(ModelLoader loader) {
        this.loader = loader;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("embedding model")
                .status(loader.isReady())
                .build();
    }
}
