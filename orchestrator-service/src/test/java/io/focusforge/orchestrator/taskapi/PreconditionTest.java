package io.focusforge.orchestrator.taskapi;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreconditionTest {
    @ParameterizedTest
    @ValueSource(strings = {"\"3\"", "W/\"3\"", "\"2\", \"3\"", "*"})
    void letsTheVersionPassThatItNames(String header) {
        assertThatCode(() -> Precondition.required(header).check(3)).doesNotThrowAnyException();
    }

    @Test
    void refusesAnotherVersion() {
        assertThatThrownBy(() -> Precondition.required("\"2\"").check(3))
                .isInstanceOfSatisfying(ProblemException.class, e -> code(e, ErrorCode.VERSION_CONFLICT));
    }

    @Test
    void refusesToGoWithoutWhenRequired() {
        assertThatThrownBy(() -> Precondition.required(null))
                .isInstanceOfSatisfying(ProblemException.class, e -> code(e, ErrorCode.PRECONDITION_REQUIRED));
        assertThatCode(() -> Precondition.optional(null).check(3)).doesNotThrowAnyException();
    }

    @Test
    void refusesWhatIsNoETag() {
        assertThatThrownBy(() -> Precondition.required("3"))
                .isInstanceOfSatisfying(ProblemException.class, e -> code(e, ErrorCode.INVALID_REQUEST));
    }

    private static void code(ProblemException e, ErrorCode code) {
        org.assertj.core.api.Assertions.assertThat(e.code()).isEqualTo(code);
    }
}
