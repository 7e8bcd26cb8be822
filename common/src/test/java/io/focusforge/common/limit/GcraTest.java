package io.focusforge.common.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GcraTest {
    private static final long NOW = 1_800_000_000_000_000L;
    private static final Quota THREE_A_MINUTE = new Quota(3);
    private static final long TWENTY_SECONDS = 20_000_000;

    @Test
    void admitsTheWholeQuotaAtOnceAndNoMore() {
        var first = Gcra.step(0, NOW, THREE_A_MINUTE);
        var second = Gcra.step(first.arrivalMicros(), NOW, THREE_A_MINUTE);
        var third = Gcra.step(second.arrivalMicros(), NOW, THREE_A_MINUTE);
        var fourth = Gcra.step(third.arrivalMicros(), NOW, THREE_A_MINUTE);

        assertThat(first.decision()).isEqualTo(new Decision(true, 2, 0, TWENTY_SECONDS));
        assertThat(second.decision()).isEqualTo(new Decision(true, 1, 0, 2 * TWENTY_SECONDS));
        assertThat(third.decision()).isEqualTo(new Decision(true, 0, 0, 3 * TWENTY_SECONDS));
        assertThat(fourth.decision()).isEqualTo(new Decision(false, 0, TWENTY_SECONDS, 3 * TWENTY_SECONDS));
        assertThat(fourth.arrivalMicros()).isEqualTo(third.arrivalMicros());
    }

    @Test
    void admitsAgainExactlyWhenItSaidSo() {
        var spent = NOW + 3 * TWENTY_SECONDS;

        assertThat(Gcra.step(spent, NOW + TWENTY_SECONDS - 1, THREE_A_MINUTE)
                        .decision()
                        .admitted())
                .isFalse();
        assertThat(Gcra.step(spent, NOW + TWENTY_SECONDS, THREE_A_MINUTE)
                        .decision()
                        .admitted())
                .isTrue();
    }

    @Test
    void tellsThePolicyAndWhatIsLeftInStructuredFields() {
        assertThat(THREE_A_MINUTE.policy()).isEqualTo("\"requests\";q=3;w=60");
        assertThat(new Decision(true, 2, 0, TWENTY_SECONDS - 1).header()).isEqualTo("\"requests\";r=2;t=20");
    }
}
