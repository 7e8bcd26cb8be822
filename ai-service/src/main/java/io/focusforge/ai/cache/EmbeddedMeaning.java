package io.focusforge.ai.cache;

import io.focusforge.ai.embedding.Embedder;
import io.focusforge.ai.step.Step;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** By the model in process. When it has no time, or is not there yet, nothing means the same as anything. */
@Singleton
class EmbeddedMeaning implements Meaning {
    private static final Logger LOG = Logger.getLogger(EmbeddedMeaning.class);

    private final Embedder embedder;

    EmbeddedMeaning(Embedder embedder) {
        this.embedder = embedder;
    }

    @Override
    public Future<Optional<float[]>> of(UUID tenant, String text) {
        return Step.elsewhere(() -> Optional.of(embedder.vector(tenant, text))).otherwise(failure -> {
            LOG.debugf("A question is not compared: %s", failure.getMessage());
            return Optional.empty();
        });
    }
}
