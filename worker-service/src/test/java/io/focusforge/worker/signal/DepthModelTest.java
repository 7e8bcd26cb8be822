package io.focusforge.worker.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DepthModelTest {
    /** Twenty slots. */
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private static List<DepthSample> samples(int count, IntToLongFunction ready) {
        return IntStream.range(0, count)
                .mapToObj(slot -> new DepthSample(slot, ready.applyAsLong(slot)))
                .toList();
    }

    private static double forecast(List<DepthSample> samples) {
        return Forecasts.forecast(samples, FIVE_MINUTES).orElseThrow();
    }

    @Test
    void goesOnWhereAQueueGrowsSteadily() {
        assertThat(forecast(samples(40, slot -> 100 + 50L * slot))).isCloseTo(100 + 50 * 59, withPercentage(3));
    }

    @Test
    void seesGrowthThroughNoise() {
        var random = new Random(1);
        var noisy = samples(80, slot -> 1000 + 50L * slot + random.nextInt(-40, 41));
        assertThat(forecast(noisy)).isCloseTo(1000 + 50 * 99, withPercentage(10));
    }

    @Test
    void takesNoNoiseForATrend() {
        var random = new Random(2);
        assertThat(forecast(samples(80, slot -> 1000 + random.nextInt(-100, 101))))
                .isBetween(850.0, 1150.0);
    }

    @Test
    void doesNotRunAwayAfterOneBurst() {
        assertThat(forecast(samples(40, slot -> slot < 36 ? 0 : 10_000))).isBetween(8_000.0, 15_000.0);
    }

    @Test
    void neverFallsBelowNothing() {
        assertThat(forecast(samples(40, slot -> 4_000 - 100L * slot))).isZero();
    }

    @Test
    void bearsSlotsThatAreMissing() {
        var steady = new ArrayList<>(samples(40, slot -> 100 + 50L * slot));
        steady.removeIf(sample -> sample.slot() > 10 && sample.slot() < 20 || sample.slot() % 7 == 3);
        assertThat(forecast(steady)).isCloseTo(100 + 50 * 59, withPercentage(3));
    }

    @Test
    void saysNothingOfAQueueThatWasHardlySeen() {
        assertThat(Forecasts.forecast(samples(3, slot -> slot), FIVE_MINUTES)).isEmpty();
        assertThat(forecast(samples(4, slot -> 7))).isEqualTo(7);
    }
}
