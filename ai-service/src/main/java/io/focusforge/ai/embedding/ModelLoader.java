package io.focusforge.ai.embedding;

import io.focusforge.ai.embedding.EmbeddingsConfig.Load;
import io.focusforge.common.nativeimage.StartMemory;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Loads the model when it is first needed, or with {@code focusforge.embeddings.load=at-start} while the service starts: who only asks
 * chat models does not pay for it with 150 MB.
 */
@Singleton
class ModelLoader {
    private static final Logger LOG = Logger.getLogger(ModelLoader.class);
    private static final String WARM_UP = "Is the embedding model ready?";

    private final EmbeddingsConfig config;
    private final AtomicReference<CompletableFuture<TextEncoder>> loading = new AtomicReference<>();

    ModelLoader(EmbeddingsConfig config) {
        this.config = config;
    }

    /** Before what else the start begins, and beside it. */
    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent starting) {
        if (config.load() == Load.AT_START) {
            var unused = loading();
        }
    }

    /** Whether a call would not have to wait for the model to come with the start. */
    boolean isReady() {
        var begun = loading.get();
        return config.load() == Load.ON_DEMAND || begun != null && begun.isDone() && !begun.isCompletedExceptionally();
    }

    /**
     * Blocks while the model is being loaded.
     *
     * @throws ProblemException {@code unavailable} when it is not there in time
     */
    TextEncoder model() {
        var begun = loading();
        try {
            return begun.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw unavailable("The embedding model is being loaded.");
        } catch (ExecutionException e) {
            loading.compareAndSet(begun, null);
            throw unavailable("The embedding model cannot be loaded.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Begins when nobody has; who failed is tried again by the next call. */
    private CompletableFuture<TextEncoder> loading() {
        var begun = loading.get();
        if (begun != null) {
            return begun;
        }
        var mine = new CompletableFuture<TextEncoder>();
        if (!loading.compareAndSet(null, mine)) {
            return loading();
        }
        Thread.ofPlatform().name("embedding-model-loader").daemon().start(() -> load(mine));
        return mine;
    }

    private void load(CompletableFuture<TextEncoder> loaded) {
        var start = System.nanoTime();
        try {
            var model = MiniLm.load(ModelFiles.in(config.directory()));
            model.encode(WARM_UP);
            StartMemory.giveBack();
            loaded.complete(model);
            LOG.infof("The embedding model was loaded in %d ms", (System.nanoTime() - start) / 1_000_000);
        } catch (RuntimeException | LinkageError e) {
            LOG.error("The embedding model cannot be loaded", e);
            loaded.completeExceptionally(e);
        }
    }

    private static ProblemException unavailable(String detail) {
        return new ProblemException(ErrorCode.UNAVAILABLE, detail).retryAfter(Duration.ofSeconds(1));
    }
}
