package io.focusforge.common.overload;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeldBodiesTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final HeldBodies held = new HeldBodies(OverloadConfigTest.read(Map.of("max-body-bytes", "1K")), meters);

    @Test
    void holdsNoMoreThanItMay() {
        assertThat(held.take(600)).isTrue();
        assertThat(held.take(600)).isFalse();
        assertThat(held.take(424)).isTrue();
        assertThat(held.take(1)).isFalse();
    }

    @Test
    void hasRoomAgainForWhatWasGivenBack() {
        held.take(1024);
        held.give(1024);
        assertThat(held.take(1024)).isTrue();
    }

    @Test
    void takesOneThatIsLargerThanTheRoomWhenItIsAlone() {
        assertThat(held.take(5000)).isTrue();
        assertThat(held.take(1)).isFalse();
    }

    @Test
    void tellsHowMuchItHolds() {
        held.take(7);
        held.take(9000);
        assertThat(meters.get("focusforge.overload.body.bytes").gauge().value()).isEqualTo(7);
    }
}
