package io.focusforge.bench.measure;

import java.math.BigDecimal;
import java.util.Locale;

/** What a figure is held against: what it must reach and, where there is one, what it is meant to reach; {@code aim} may be null. */
public record Goal(Direction direction, double must, Double aim) {
    /** Which figures are good. */
    public enum Direction {
        AT_LEAST("≥"),
        AT_MOST("≤");

        private final String sign;

        Direction(String sign) {
            this.sign = sign;
        }
    }

    public static Goal atLeast(double must) {
        return new Goal(Direction.AT_LEAST, must, null);
    }

    public static Goal atMost(double must) {
        return new Goal(Direction.AT_MOST, must, null);
    }

    public Goal aiming(double at) {
        return new Goal(direction, must, at);
    }

    public boolean isReachedBy(double value) {
        return direction == Direction.AT_LEAST ? value >= must : value <= must;
    }

    /** For the table: {@code ≥ 2 (aim: 5)}. */
    @Override
    public String toString() {
        return direction.sign + " " + plain(must) + (aim == null ? "" : " (aim: " + plain(aim) + ")");
    }

    private static String plain(double number) {
        return number == Math.rint(number)
                ? String.format(Locale.ROOT, "%,.0f", number)
                : BigDecimal.valueOf(number).toPlainString();
    }
}
