package io.focusforge.common.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.focusforge.common.id.Ids;
import io.focusforge.common.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    @Test
    void isReadBack() {
        var cursor = new Cursor(Ids.next());
        assertThat(Cursor.decode(cursor.encode())).isEqualTo(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not base64!", "AAAA", "AZoAAAAAcACAAAAAAAAAAwAA"})
    void rejectsWhatIsNotACursor(String text) {
        assertThatThrownBy(() -> Cursor.decode(text))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code().code()).isEqualTo("invalid_cursor"));
    }
}
