package io.focusforge.common.http;

/**
 * What a path may look like. Everything that a service might read as another path than the gateway did is refused: dot segments,
 * empty segments, matrix parameters, and percent-encoded delimiters.
 */
public final class PublicPath {
    private static final String PUNCTUATION = "-._~!$&'()*+,=:@/";
    private static final String NEVER_ENCODED = "/\\.%;";
    private static final int OVERLONG_0 = 0xC0;
    private static final int OVERLONG_1 = 0xC1;

    private PublicPath() {}

    public static boolean isNormal(String path) {
        if (path.isEmpty() || path.charAt(0) != '/') {
            return false;
        }
        var segment = 1;
        for (var i = 1; i < path.length(); i++) {
            var c = path.charAt(i);
            if (c == '%') {
                if (!isHarmlessEscape(path, i)) {
                    return false;
                }
                i += 2;
            } else if (c == '/') {
                if (i == segment || isDots(path, segment, i)) {
                    return false;
                }
                segment = i + 1;
            } else if (!isPlain(c)) {
                return false;
            }
        }
        return !isDots(path, segment, path.length());
    }

    private static boolean isPlain(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || PUNCTUATION.indexOf(c) >= 0;
    }

    private static boolean isDots(String path, int from, int to) {
        var length = to - from;
        return length >= 1 && length <= 2 && path.charAt(from) == '.' && path.charAt(to - 1) == '.';
    }

    private static boolean isHarmlessEscape(String path, int at) {
        if (at + 2 >= path.length()) {
            return false;
        }
        var high = Character.digit(path.charAt(at + 1), 16);
        var low = Character.digit(path.charAt(at + 2), 16);
        if (high < 0 || low < 0) {
            return false;
        }
        var decoded = high * 16 + low;
        return decoded >= ' '
                && decoded != 0x7F
                && decoded != OVERLONG_0
                && decoded != OVERLONG_1
                && NEVER_ENCODED.indexOf(decoded) < 0;
    }
}
