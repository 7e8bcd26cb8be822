package io.focusforge.worker.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.worker.webhook.Health.Patience;
import io.focusforge.worker.webhook.Health.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndpointRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Patience PATIENCE = new Patience(20, Duration.ofDays(5));

    @Test
    void isDisabledAfterSoManyDeliveriesInARowThatWereGivenUp() {
        var health = Health.GOOD;
        for (var number = 1; number < PATIENCE.failures(); number++) {
            health = health.failed(true, NOW, PATIENCE);
        }
        assertThat(health.isEnabled()).isTrue();
        assertThat(health.failed(true, NOW, PATIENCE).disabled()).isEqualTo(new Health.Disabled(NOW, Reason.FAILURES));
        assertThat(health.delivered().failed(true, NOW, PATIENCE).isEnabled()).isTrue();
    }

    @Test
    void isDisabledWhenItHasFailedForDaysAlsoIfNothingWasGivenUp() {
        var failing = Health.GOOD.failed(false, NOW, PATIENCE);
        assertThat(failing.failed(false, NOW.plus(Duration.ofDays(5)).minusSeconds(1), PATIENCE)
                        .isEnabled())
                .isTrue();
        assertThat(failing.failed(false, NOW.plus(Duration.ofDays(5)), PATIENCE).isEnabled())
                .isFalse();
        assertThat(failing.delivered()
                        .failed(false, NOW.plus(Duration.ofDays(5)), PATIENCE)
                        .isEnabled())
                .isTrue();
    }

    @Test
    void keepsTheFirstReasonUntilItIsEnabledWithACleanSlate() {
        var gone = Health.GOOD.failed(true, NOW, PATIENCE).disable(Reason.GONE, NOW);
        var later = gone.disable(Reason.MANUAL, NOW.plusSeconds(1)).delivered();
        assertThat(later.disabled()).isEqualTo(new Health.Disabled(NOW, Reason.GONE));
        assertThat(gone.enable()).isEqualTo(Health.GOOD);
    }

    @Test
    void signsWithBothSecretsWhileOneIsReplaced() {
        var first = Keys.first();
        var second = first.rotate(NOW, Duration.ofHours(24));
        assertThat(second.signing(NOW.plus(Duration.ofHours(24)).minusSeconds(1)))
                .containsExactly(second.present(), first.present());
        assertThat(second.signing(NOW.plus(Duration.ofHours(24)))).containsExactly(second.present());
        assertThat(second.rotate(NOW, Duration.ofHours(24)).signing(NOW)).doesNotContain(first.present());
    }

    @Test
    void printsNoSecret() {
        var keys = Keys.first().rotate(NOW, Duration.ofHours(1));
        assertThat(keys.toString()).doesNotContain("whsec_");
    }

    @Test
    void takesWhatItAskedForAndTests() {
        var target = new Target("https://example.com", null, List.of("task.done"));
        assertThat(target.wants("task.done")).isTrue();
        assertThat(target.wants("task.created")).isFalse();
        assertThat(target.wants(Event.TEST)).isTrue();
        assertThat(new Target("https://example.com", null, List.of()).wants("task.created"))
                .isTrue();
    }
}
