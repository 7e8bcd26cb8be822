package io.focusforge.chaos.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A few seeds, which together kill, freeze and roll orchestrators, and restart Postgres and Redis; {@code ./focusforge chaos runs} goes on. */
class RunsIT {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final long FIRST = 5;
    private static final int COUNT = 4;

    @Test
    void everyRunEndsEveryStepTakesEffectOnceAndWhatIsReadIsWhatTheEventsComeTo() throws Exception {
        var failed = Runs.run(PROJECT, PROJECT.resolve("chaos/target"), FIRST, COUNT, System.out::println);
        assertThat(failed).isEmpty();
    }
}
