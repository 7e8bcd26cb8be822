package io.focusforge.ai.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class EmbeddingThreadsTest {
    @Test
    void refusesWhatWouldHaveToWaitTooLong() {
        var release = new CompletableFuture<Void>();
        try (var threads = new EmbeddingThreads(1, 2)) {
            var running = threads.submit(release::join);
            var _ = threads.submit(release::join);
            var _ = threads.submit(release::join);
            assertThat(threads.waiting()).isEqualTo(2);
            assertThatThrownBy(() -> threads.submit(release::join)).isInstanceOf(RejectedExecutionException.class);
            release.complete(null);
            running.join();
        }
    }
}
