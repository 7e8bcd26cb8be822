package io.focusforge.common.erasure;

/** What a step has erased, and whether there may be more. */
public record Erased(long count, boolean more) {
    public static final Erased NOTHING = new Erased(0, false);

    public Erased {
        if (count < 0) {
            throw new IllegalArgumentException("what is erased is counted from 0");
        }
    }

    /** Of a statement that was bounded: where it met its bound there may be more. */
    public static Erased of(long count, int atMost) {
        return new Erased(count, count >= atMost);
    }
}
