package io.focusforge.common.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.Problem;
import org.junit.jupiter.api.Test;

class WireTypesTest {
    @Test
    void keepsOurRecordsAndEnumerationsAndNothingElse() {
        assertThat(WireTypes.isKept(Problem.class)).isTrue();
        assertThat(WireTypes.isKept(ErrorCode.class)).isTrue();
        assertThat(WireTypes.isKept(WireTypesTest.class)).isFalse();
        assertThat(WireTypes.isKept(java.util.concurrent.TimeUnit.class)).isFalse();
    }
}
