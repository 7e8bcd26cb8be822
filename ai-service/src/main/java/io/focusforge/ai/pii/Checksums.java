package io.focusforge.ai.pii;

import java.util.Map;
import java.util.Set;

/** The check digits of numbers. The countries' rules are those that python-stdnum and the issuers document. */
final class Checksums {
    private static final int SHORTEST_CARD = 13;
    private static final Set<Integer> CARD_LENGTHS = Set.of(13, 14, 15, 16, 19);
    private static final String SPANISH = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static final String FINNISH = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    private static final String CHINESE = "10X98765432";
    /** What a letter or digit at an odd place of an Italian code counts, by its value to the base 36. */
    private static final int[] ITALIAN_ODD = {
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10,
        22, 25, 24, 23
    };

    private static final Map<Character, String> FOREIGNERS_IN_SPAIN = Map.of('X', "0", 'Y', "1", 'Z', "2");

    private Checksums() {}

    /** Only letters and digits. */
    static String plain(String text, int from, int to) {
        var plain = new StringBuilder(to - from);
        for (var i = from; i < to; i++) {
            if (isPlain(text.charAt(i))) {
                plain.append(text.charAt(i));
            }
        }
        return plain.toString();
    }

    static boolean isPlain(char character) {
        return character < 128 && Character.isLetterOrDigit(character);
    }

    static boolean isBoundary(String text, int at) {
        return at == text.length() || !Character.isLetterOrDigit(text.charAt(at));
    }

    /** Digits that follow a card's number are not part of it. */
    static int endOfCard(String text, int from, int to) {
        for (var end = to; end - from >= SHORTEST_CARD; end--) {
            if (isBoundary(text, end) && Character.isDigit(text.charAt(end - 1)) && isCard(plain(text, from, end))) {
                return end;
            }
        }
        return -1;
    }

    private static boolean isCard(String digits) {
        return CARD_LENGTHS.contains(digits.length()) && luhn(digits);
    }

    static boolean luhn(String digits) {
        var sum = 0;
        for (var i = 0; i < digits.length(); i++) {
            var digit = digits.charAt(digits.length() - 1 - i) - '0';
            var counted = i % 2 == 0 ? digit : 2 * digit;
            sum += counted > 9 ? counted - 9 : counted;
        }
        return sum % 10 == 0;
    }

    static boolean italian(String code) {
        var sum = 0;
        for (var i = 0; i < 15; i++) {
            var value = Character.digit(code.charAt(i), 36);
            sum += i % 2 == 0 ? ITALIAN_ODD[value] : value > 9 ? value - 10 : value;
        }
        return code.charAt(15) == 'A' + sum % 26;
    }

    static boolean spanish(String id) {
        var number = FOREIGNERS_IN_SPAIN.getOrDefault(id.charAt(0), id.substring(0, 1)) + id.substring(1, 8);
        return id.charAt(8) == SPANISH.charAt(Integer.parseInt(number) % SPANISH.length());
    }

    /** Corsica's letters stand for numbers. */
    static boolean french(String id) {
        var number = id.substring(0, 13).replace("2A", "19").replace("2B", "18");
        return number.chars().allMatch(Character::isDigit)
                && 97 - Long.parseLong(number) % 97 == Integer.parseInt(id.substring(13));
    }

    static boolean polish(String id) {
        return (10 - weighted(id, 10, i -> new int[] {1, 3, 7, 9}[i % 4]) % 10) % 10 == digit(id, 10);
    }

    static boolean brazilian(String id) {
        var first = weighted(id, 9, i -> 10 - i) * 10 % 11 % 10;
        var second = weighted(id, 10, i -> 11 - i) * 10 % 11 % 10;
        return first == digit(id, 9)
                && second == digit(id, 10)
                && id.chars().distinct().count() > 1;
    }

    static boolean chinese(String id) {
        return CHINESE.charAt(weighted(id, 17, i -> (1 << 17 - i) % 11) % 11) == id.charAt(17);
    }

    /** The century's sign may have been a hyphen, which is not there any more. */
    static boolean finnish(String id) {
        var last = id.length() - 1;
        var number = id.substring(0, 6) + id.substring(last - 3, last);
        return FINNISH.charAt(Integer.parseInt(number) % FINNISH.length()) == id.charAt(last);
    }

    private interface Weight {
        int of(int place);
    }

    private static int weighted(String digits, int count, Weight weight) {
        var sum = 0;
        for (var i = 0; i < count; i++) {
            sum += digit(digits, i) * weight.of(i);
        }
        return sum;
    }

    private static int digit(String digits, int at) {
        return digits.charAt(at) - '0';
    }
}
