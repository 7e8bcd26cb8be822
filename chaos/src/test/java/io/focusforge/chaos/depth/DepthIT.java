package io.focusforge.chaos.depth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A small one of what {@code ./focusforge chaos queued} does with a million jobs; its rates are too few seconds long to judge. */
class DepthIT {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    /** Each of the two workers may fill it before it sees what the other has done; what is running lies there too. */
    private static final int WINDOW = 1_000;

    @Test
    void redisHoldsAWindowOfADeepQueue() throws Exception {
        var figures = new Depth(PROJECT, PROJECT.resolve("chaos/target/depth"), 20_000, 1_000).measure();
        System.out.println(figures);
        assertThat(figures.entries()).isBetween(1L, 3L * WINDOW);
        assertThat(figures.isRedisSmall()).isTrue();
    }
}
