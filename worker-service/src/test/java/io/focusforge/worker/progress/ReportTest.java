package io.focusforge.worker.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.testing.AdjustableClock;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTest {
    private static final ProgressConfig CONFIG = new SmallRyeConfigBuilder()
            .withMapping(ProgressConfig.class)
            .withConverter(Duration.class, 200, new DurationConverter())
            .build()
            .getConfigMapping(ProgressConfig.class);

    private final AdjustableClock clock = new AdjustableClock();
    private final List<Report> news = new ArrayList<>();
    private final Report report = new Report(
            new Report.Source(new JobKey(UUID.randomUUID(), UUID.randomUUID()), 1, 1), CONFIG, clock, news::add);

    private static List<String> lines(Report.Part part) {
        return part.lines().stream().map(Report.Said::line).toList();
    }

    @Test
    void asksToBeStoredOnceAndOnlyIfThereIsAnything() {
        report.close();
        assertThat(news).isEmpty();
        report.progress(1, null);
        report.progress(2, null);
        report.log("three");
        assertThat(news).containsExactly(report);
    }

    @Test
    void keepsTheNewestProgressAndAllLines() {
        report.progress(10, "first");
        report.log("one");
        report.progress(20, "second");
        report.log("two");
        var part = report.take(clock.instant());
        assertThat(part.progress())
                .extracting(Progress::percent, Progress::message)
                .containsExactly(20, "second");
        assertThat(lines(part)).containsExactly("one", "two");
        assertThat(report.stored()).isTrue();
    }

    @Test
    void isDueAfterAWhileOrAtItsEnd() {
        report.progress(10, null);
        assertThat(report.isDue(clock.instant())).isTrue();
        report.take(clock.instant());
        report.progress(20, null);
        assertThat(report.stored()).isFalse();
        assertThat(report.isDue(clock.instant())).isFalse();
        assertThat(report.isDue(clock.instant().plusMillis(250))).isTrue();

        var closed = CompletableFuture.runAsync(report::close);
        Awaitility.await().until(() -> report.isDue(clock.instant()));
        assertThat(closed).isNotDone();
        report.take(clock.instant());
        report.stored();
        Awaitility.await().until(closed::isDone);
    }

    @Test
    void losesNothingThatCouldNotBeStored() {
        report.progress(10, null);
        report.log("one");
        var part = report.take(clock.instant());
        report.log("two");
        assertThat(report.giveBack(part)).isTrue();

        var again = report.take(clock.instant());
        assertThat(again.progress().percent()).isEqualTo(10);
        assertThat(lines(again)).containsExactly("one", "two");
        assertThat(again.said()).isEqualTo(2);
    }

    @Test
    void keepsTheLastThousandLinesAndCountsTheOthers() {
        IntStream.rangeClosed(1, 1500).forEach(number -> report.log("line " + number));
        var part = report.take(clock.instant());
        assertThat(part.lines()).hasSize(1000);
        assertThat(lines(part)).startsWith("line 501").endsWith("line 1500");
        assertThat(part.said()).isEqualTo(1500);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 101, Integer.MAX_VALUE})
    void refusesProgressOutOfBounds(int percent) {
        assertThatThrownBy(() -> report.progress(percent, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Integer.toString(percent));
        assertThat(news).isEmpty();
    }

    @Test
    void makesOneShortLineOfAnything() {
        assertThat(Line.of("a\r\nb\u0000c ", 100)).isEqualTo("a b c");
        assertThat(Line.of("x".repeat(99) + "\uD83D\uDE00", 100)).isEqualTo("x".repeat(99));
        assertThat(Line.of("x".repeat(98) + "\uD83D\uDE00y", 100)).isEqualTo("x".repeat(98) + "\uD83D\uDE00");
    }
}
