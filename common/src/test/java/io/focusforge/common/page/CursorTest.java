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

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "-1", "ten", "", "1.5"})
    void rejectsALimitThatIsNotOne(String text) {
        assertThatThrownBy(() -> Page.limit(text)).hasMessage("limit: must be an integer from 1 to 200");
    }

    @Test
    void aLimitIsOptional() {
        assertThat(Page.limit(null)).isEqualTo(50);
        assertThat(Page.limit("200")).isEqualTo(200);
    }
}
