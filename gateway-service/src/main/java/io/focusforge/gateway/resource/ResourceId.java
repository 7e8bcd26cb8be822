package io.focusforge.gateway.resource;

import io.focusforge.common.problem.ProblemException;
import java.util.UUID;

/** The id in a path. What cannot be an id is answered like an id that does not exist. */
public final class ResourceId {
    private static final int LENGTH = 36;

    private ResourceId() {}

    public static UUID parse(String text, String what) {
        try {
            if (text.length() == LENGTH) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound(what);
        }
        throw ProblemException.notFound(what);
    }
}
