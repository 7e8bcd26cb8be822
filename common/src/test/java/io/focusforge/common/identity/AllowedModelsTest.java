package io.focusforge.common.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedModelsTest {
    @ParameterizedTest
    @CsvSource({
        "small, small, true",
        "small, small-2, false",
        "small, Small, false",
        "small-*, small-2, true",
        "small-*, small-, true",
        "small-*, small, false",
        "openai/*, openai/large, true",
        "openai/*, large, false",
        "large, openai/large, false",
        "*, anything, true"
    })
    void allowsANameOrItsBeginning(String allowed, String asked, boolean expected) {
        assertThat(AllowedModels.of(List.of("other", allowed)).allows(asked)).isEqualTo(expected);
    }

    @Test
    void allowsEverythingWhenNothingIsSaid() {
        assertThat(AllowedModels.of(null)).isEqualTo(AllowedModels.ALL);
        assertThat(AllowedModels.ALL.allows("any")).isTrue();
        assertThat(AllowedModels.parse(null).isAll()).isTrue();
    }

    @Test
    void takesNoEmptyListForAllModels() {
        assertThatThrownBy(() -> AllowedModels.of(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AllowedModels.parse("")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "small-*, small-2, true",
        "small-*, small-2*, true",
        "small-*, small-*, true",
        "small-*, small*, false",
        "small-*, *, false",
        "small, small*, false"
    })
    void givesNoMoreThanThereIs(String own, String given, boolean expected) {
        assertThat(AllowedModels.of(List.of(own)).includes(AllowedModels.of(List.of(given))))
                .isEqualTo(expected);
    }

    @Test
    void givesAllOnlyWhenItIsAll() {
        assertThat(AllowedModels.of(List.of("*")).includes(AllowedModels.ALL)).isFalse();
        assertThat(AllowedModels.ALL.includes(AllowedModels.ALL)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a*b", "**", "é", "a\n"})
    void refusesWhatIsNoName(String name) {
        assertThatThrownBy(() -> AllowedModels.of(List.of(name))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesMoreNamesThanATokenCarries() {
        var names = IntStream.range(0, 21).mapToObj(i -> "m" + i).collect(Collectors.toSet());
        assertThatThrownBy(() -> AllowedModels.of(names)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void comesOutOfATokenAsItWentIn() {
        var models = AllowedModels.of(Set.of("small-*", "openai/large", "fast"));
        assertThat(AllowedModels.parse(models.text())).isEqualTo(models);
    }
}
