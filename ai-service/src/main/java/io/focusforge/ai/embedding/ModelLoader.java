package io.focusforge.ai.embedding;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/** Loads the model while the rest of the service starts. */
@ApplicationScoped
class ModelLoader {
    private static final Logger LOG = Logger.getLogger(ModelLoader.class);
    private static final String WARM_UP = "Is the embedding model ready?";

    private final EmbeddingsConfig config;
    private final CompletableFuture<TextEncoder> loaded = new CompletableFuture<>();

    ModelLoader(EmbeddingsConfig config) {
        this.config = config;
    }

    void start(@Observes StartupEvent starting) {
        Thread.ofPlatform().name("embedding-model-loader").daemon().start(this::load);
    }

    boolean isReady() {
        return loaded.isDone() && !loaded.isCompletedExceptionally();
    }

    /** @throws ProblemException {@code unavailable} while the model is being loaded */
    TextEncoder model() {
        if (!isReady()) {
            throw new ProblemException(ErrorCode.UNAVAILABLE, "The embedding model is being loaded.")
                    .retryAfter(Duration.ofSeconds(1));
        }
        return loaded.join();
    }

    private void load() {
        var start = System.nanoTime();
        try {
            var model = MiniLm.load(ModelFiles.in(config.directory()));
            model.encode(WARM_UP);
            loaded.complete(model);
            LOG.infof("The embedding model was loaded in %d ms", (System.nanoTime() - start) / 1_000_000);
        } catch (RuntimeException | LinkageError e) {
            LOG.error("The embedding model cannot be loaded", e);
            loaded.completeExceptionally(e);
        }
    }
}
