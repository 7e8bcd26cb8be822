package io.focusforge.ai.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.ai.usage.Usage.Kind;
import io.focusforge.ai.usage.Usage.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class UsageBufferTest {
    private static final UUID TENANT = UUID.randomUUID();
    private static final UUID USER = UUID.randomUUID();

    private final UsageBuffer buffer = new UsageBuffer(2);

    @Test
    void sumsUpWhatIsAlike() {
        buffer.add(usage(USER, 3), Duration.ZERO);
        buffer.add(usage(USER, 4), Duration.ZERO);
        assertThat(buffer.drain()).singleElement().satisfies(sum -> {
            assertThat(sum.calls()).isEqualTo(2);
            assertThat(sum.tokens()).isEqualTo(new TokenUsage(7, 0, false));
        });
        assertThat(buffer.drain()).isEmpty();
    }

    @Test
    void keepsSinglesAsTheyAre() {
        buffer.keep(usage(USER, 3), Duration.ZERO);
        buffer.keep(usage(USER, 4), Duration.ZERO);
        assertThat(buffer.drain()).hasSize(2);
    }

    @Test
    void whenFullStillAddsToWhatIsThere() {
        fill();
        assertThat(buffer.add(usage(USER, 1), Duration.ZERO)).isTrue();
        assertThat(buffer.drain()).hasSize(2);
    }

    @Test
    void whenFullMakesTheCallerWaitABoundedTime() {
        fill();
        assertThat(buffer.add(usage(UUID.randomUUID(), 1), Duration.ofMillis(20)))
                .isFalse();
    }

    @Test
    void goesOnAsSoonAsThereIsRoom() {
        fill();
        var waiting =
                CompletableFuture.supplyAsync(() -> buffer.add(usage(UUID.randomUUID(), 1), Duration.ofSeconds(10)));
        assertThat(buffer.drain()).isNotEmpty();
        assertThat(waiting.join()).isTrue();
    }

    private void fill() {
        buffer.add(usage(USER, 3), Duration.ZERO);
        buffer.keep(usage(USER, 4), Duration.ZERO);
    }

    private static Usage usage(UUID user, long tokens) {
        var subject = new Subject(TENANT, user, "focusforge", "m", Kind.EMBEDDING);
        return Usage.of(subject, new TokenUsage(tokens, 0, false), 0L, null, Instant.EPOCH);
    }
}
