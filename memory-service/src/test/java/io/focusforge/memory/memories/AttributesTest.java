package io.focusforge.memory.memories;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttributesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I live in Berlin. | user | residence | berlin",
                "I've recently moved to São Paulo | user | residence | são paulo",
                "I\u2019m living in Berlin with my wife | user | residence | berlin",
                "The user lives in Berlin | user | residence | berlin",
                "Anna lives in Oslo | anna | residence | oslo",
                "My name is Ada Lovelace! | user | name | ada lovelace",
                "I work at Acme Corp. | user | employer | acme corp",
                "I'm now working as a nurse | user | occupation | nurse",
                "My favorite colour is blue | user | favourite colour | blue",
                "My email address is now a@b.example | user | email address | a@b.example",
                "I love coffee | user | likes coffee | yes",
                "I don't like coffee anymore | user | likes coffee | no",
                "I am no longer a vegetarian | user | vegetarian | no",
                "My manager is Grace | user | manager | grace",
                "I am 42 years old | user | age | 42"
            })
    void readsWhatHasOneValue(String text, String subject, String name, String value) {
        assertThat(Attributes.of(text)).contains(new Attribute(subject, name, value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "My manager is angry",
                "I work at night",
                "I moved to the sales team",
                "He lives in Rome",
                "My friend lives in Rome",
                "Do I live in Rome?",
                "I live in Rome. I work at Acme.",
                "Finance sends the numbers on Thursdays",
                "My cat is black",
                ""
            })
    void readsNothingIntoWhatMayBeTrueTwice(String text) {
        assertThat(Attributes.of(text)).isEmpty();
    }

    @Test
    void saysTheSameOfTheSame() {
        assertThat(Attributes.of("I like coffee")).isEqualTo(Attributes.of("I really love coffee."));
    }
}
