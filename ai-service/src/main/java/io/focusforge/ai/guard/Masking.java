package io.focusforge.ai.guard;

import io.focusforge.common.problem.ProblemException;
import java.util.Arrays;
import java.util.Locale;

/** What becomes of personal data in prompts. */
public enum Masking {
    /** It goes to the provider as it is. */
    OFF,
    /** The provider gets placeholders, and so does the client. */
    MASK,
    /** The provider gets placeholders; in the answer they are what they stood for. */
    RESTORE;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return null for null */
    static Masking parse(String code) {
        return code == null
                ? null
                : Arrays.stream(values())
                        .filter(masking -> masking.code().equals(code))
                        .findFirst()
                        .orElseThrow(() -> ProblemException.invalid("mask", "must be off, mask or restore"));
    }
}
