package io.focusforge.ai.pii;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Account numbers by ISO 13616: so long as their country has them, with a remainder of 1 by 97. */
final class Iban {
    private static final Map<String, Integer> LENGTHS = Arrays.stream("""
                    AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18 \
                    FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 \
                    LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 \
                    ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20""".split(" "))
            .collect(Collectors.toUnmodifiableMap(
                    entry -> entry.substring(0, 2), entry -> Integer.valueOf(entry.substring(2))));

    private Iban() {}

    /**
     * @param to what it has at least
     * @return where it ends; -1 when it is none
     */
    static int end(String text, int from, int to) {
        var length = LENGTHS.get(text.substring(from, from + 2).toUpperCase(Locale.ROOT));
        var end = length == null ? -1 : endOf(text, from, length);
        return end > 0 && Checksums.isBoundary(text, end) && isRight(Checksums.plain(text, from, end)) ? end : -1;
    }

    private static int endOf(String text, int from, int length) {
        var left = length;
        for (var at = from; at < text.length(); at++) {
            if (Checksums.isPlain(text.charAt(at))) {
                left--;
            } else if (text.charAt(at) != ' ') {
                return -1;
            }
            if (left == 0) {
                return at + 1;
            }
        }
        return -1;
    }

    private static boolean isRight(String iban) {
        var turned = iban.substring(4) + iban.substring(0, 4);
        var remainder = 0;
        for (var i = 0; i < turned.length(); i++) {
            var value = Character.digit(turned.charAt(i), 36);
            remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
        }
        return remainder == 1;
    }
}
