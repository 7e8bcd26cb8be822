package io.focusforge.ai.pii;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecognizersTest {
    private static final int RUNS = 2_000;

    private final Random random = new Random(20261121);
    private final Masker masker = new Masker(List.of(new Emails(), new IpAddresses(), new CheckedNumbers()));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            email       | ada@example.com
            email       | Ada.Lovelace+x@mail.example.co.uk
            email       | jürgen@müller.example
            phone       | +49 30 1234567
            phone       | +1 (555) 123-4567
            phone       | +442079460958
            phone       | 0049 30 1234567
            phone       | (030) 1234567
            phone       | 0171-2345678
            phone       | 020 7946 0958
            phone       | 01 23 45 67 89
            phone       | 202-555-0142
            phone       | (202) 555-0142
            card        | 4111 1111 1111 1111
            card        | 378282246310005
            card        | 5555-5555-5555-4444
            iban        | DE89 3704 0044 0532 0130 00
            iban        | GB82WEST12345698765432
            iban        | nl91abna0417164300
            ip          | 192.168.10.20
            ip          | 2001:db8::8a2e:370:7334
            ip          | ::1
            ip          | 2001:0db8:85a3:0000:0000:8a2e:0370:7334
            national_id | RSSMRA85T10A562S
            national_id | 12345678Z
            national_id | X1234567L
            national_id | 1 84 12 76 451 089 46
            national_id | 44051401359
            national_id | 529.982.247-25
            national_id | 11010519491231002X
            national_id | 131052-308T
            """)
    void findsWholeWithinASentence(String kind, String value) {
        for (var around : List.of("%s", "Ask %s, please.", "(%s)", "x=%s\nb", "\"%s\"", "%s; 2026")) {
            assertThat(masked(around.formatted(value))).isEqualTo(around.formatted("[" + kind.toUpperCase() + "_1]"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111 1111 1111 1112",
                "1234567890123456",
                "GB82WEST12345698765431",
                "DE8937040044053201300",
                "12345678A",
                "44051401358",
                "529.982.247-26",
                "111.111.111-11",
                "2026-11-21T12:34:56Z",
                "12:34:56",
                "1.2.3.4.5",
                "256.1.1.1",
                "std::vector",
                "aa:bb:cc:dd:ee:ff",
                "ada@example",
                "@example.com",
                "version 10.2.3",
                "05/11/2026",
                "100 000 000",
                "0193a5c0-d1e2-7abc-8def-0123456789ab",
                "SELECT 2147483647, 9223372036854775807",
            })
    void leavesAloneWhatIsNone(String text) {
        assertThat(masked(text)).isEqualTo(text);
    }

    @Test
    void findsEveryCardWithARightCheckDigitAndNoneWithAWrongOne() {
        repeat(() -> {
                    var digits = "4" + digits(14);
                    var check = IntStream.range(0, 10)
                            .filter(last -> Checksums.luhn(digits + last))
                            .findFirst()
                            .orElseThrow();
                    assertThat(masked("card " + digits + check)).isEqualTo("card [CARD_1]");
                    return masked("card " + digits + (check + 1) % 10);
                })
                .forEach(other -> assertThat(other).doesNotContain("CARD"));
    }

    @Test
    void findsEveryIbanWithARightCheckNumberAndNoneWithAWrongOne() {
        repeat(() -> {
                    var account = digits(18);
                    var remainder = new BigInteger(account + "131400")
                            .mod(BigInteger.valueOf(97))
                            .intValue();
                    var check = 98 - remainder;
                    assertThat(masked("DE%02d%s".formatted(check, account))).isEqualTo("[IBAN_1]");
                    return masked("DE%02d%s".formatted(check == 2 ? 3 : check - 1, account));
                })
                .forEach(other -> assertThat(other).doesNotContain("IBAN"));
    }

    @Test
    void whatIsMaskedIsNotThereAnyMoreAndComesBackAsItWas() {
        var values = List.of("ada@example.com", "4111 1111 1111 1111", "+49 30 1234567", "10.1.2.3", "12345678Z");
        repeat(() -> {
            var text = new StringBuilder();
            for (var i = 0; i < 20; i++) {
                text.append(random.nextInt(3) == 0 ? values.get(random.nextInt(values.size())) : word())
                        .append(random.nextBoolean() ? ", " : "\n");
            }
            var masks = Masks.beside(List.of(text.toString()));
            var masked = masker.mask(text.toString(), Set.of(), masks);
            assertThat(masked).doesNotContain(values);
            assertThat(new Placeholders(masks).restored(masked, false)).isEqualTo(text.toString());
            return masked;
        });
    }

    @Test
    void looksForWantedKindsOnly() {
        var masks = Masks.beside(List.of());
        assertThat(masker.mask("ada@example.com at 10.1.2.3", Set.of("ip"), masks))
                .isEqualTo("ada@example.com at [IP_1]");
    }

    @Test
    void digitsBehindACardAreNotPartOfIt() {
        assertThat(masked("4111 1111 1111 1111 2026")).isEqualTo("[CARD_1] 2026");
    }

    @Test
    void sameValuesHaveTheSamePlaceholderAndOthersAnother() {
        assertThat(masked("a@b.de, c@d.de, a@b.de")).isEqualTo("[EMAIL_1], [EMAIL_2], [EMAIL_1]");
    }

    @Test
    void givesOutNoPlaceholderThatThePromptHolds() {
        assertThat(masked("[EMAIL_1] is not a@b.de")).isEqualTo("[EMAIL_1] is not [EMAIL_2]");
    }

    /** Quadratic work over such texts would take many minutes. */
    @Test
    @Timeout(60)
    void timeIsLinearInTheText() {
        for (var unit : List.of("a", "1", "@", "a@", ":", "+", "[", ".", "-", "(")) {
            assertThat(masked(unit.repeat(2_000_000 / unit.length()))).isNotNull();
        }
        for (var unit : List.of("1:", "1 ", "a1.", "0 1-", "DE12 ", "1.1.")) {
            assertThat(masked(unit.repeat(50_000))).isNotNull();
        }
    }

    private String masked(String text) {
        return masker.mask(text, Set.of(), Masks.beside(List.of(text)));
    }

    private static List<String> repeat(Supplier<String> run) {
        return IntStream.range(0, RUNS).mapToObj(i -> run.get()).toList();
    }

    private String digits(int count) {
        var digits = new StringBuilder();
        IntStream.range(0, count).forEach(i -> digits.append(random.nextInt(10)));
        return digits.toString();
    }

    private String word() {
        return random.ints(1 + random.nextInt(8), 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
