package io.focusforge.orchestrator.schema;

import com.networknt.schema.regex.RegularExpression;
import java.util.regex.Pattern;

/** A pattern of a schema, which gives up: some go back and forth over a text for ever. */
final class PatientPattern implements RegularExpression {
    private static final int MOST_LOOKS = 1_000_000;

    private final Pattern pattern;

    PatientPattern(String pattern) {
        this.pattern = Pattern.compile(pattern);
    }

    @Override
    public boolean matches(String value) {
        return pattern.matcher(new Counted(value, new int[] {MOST_LOOKS})).find();
    }

    /** Has taken too long. */
    static final class Late extends RuntimeException {
        Late() {
            super(null, null, false, false);
        }
    }

    private record Counted(CharSequence text, int[] left) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (--left[0] < 0) {
                throw new Late();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.subSequence(start, end), left);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
