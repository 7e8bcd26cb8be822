package io.focusforge.ai.telemetry;

/** How much text may still be written; what is cut ends with an ellipsis. */
final class TextBudget {
    private static final String CUT = "…";

    private int left;

    TextBudget(int most) {
        left = most;
    }

    boolean isOpen() {
        return left > 0;
    }

    String cut(String text) {
        if (text.length() <= left) {
            left -= text.length();
            return text;
        }
        var end = left > 0 && Character.isHighSurrogate(text.charAt(left - 1)) ? left - 1 : left;
        left = 0;
        return text.substring(0, end) + CUT;
    }
}
