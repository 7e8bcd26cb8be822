package io.focusforge.memory.messages;

import io.focusforge.common.page.Page;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.memory.conversations.ConversationKey;
import io.focusforge.memory.conversations.QueryCursor;
import java.util.UUID;

/**
 * Which part of a conversation is asked for.
 *
 * @param oldestFirst the order in which it is shown
 * @param start number of the message to begin with
 * @param back whether to go from there against the order
 */
record PageRequest(ConversationKey conversation, boolean oldestFirst, int start, boolean back, int limit) {
    /** The query parameters; each may be null. */
    record Parameters(String order, String from, String limit, String cursor) {}

    static PageRequest of(ConversationKey conversation, Parameters parameters) {
        var oldestFirst = oldestFirst(parameters.order());
        var limit = Page.limit(parameters.limit());
        var first = new PageRequest(conversation, oldestFirst, oldestFirst ? 1 : Integer.MAX_VALUE, false, limit);
        if (parameters.cursor() == null) {
            return parameters.from() == null ? first : first.at(number(parameters.from()), false);
        }
        if (parameters.from() != null) {
            throw ProblemException.invalid("from", "goes with the first page only, which has no cursor");
        }
        var place = QueryCursor.decode(first.query(), parameters.cursor()).place();
        return first.at((int) place.getLeastSignificantBits(), place.getMostSignificantBits() != 0);
    }

    /** Whether messages are read from older to newer ones. */
    boolean isAscending() {
        return oldestFirst != back;
    }

    /** The cursor that leads on from a message, in the order or against it. */
    String cursor(int at, boolean against) {
        return new QueryCursor(new UUID(against ? 1 : 0, at)).encode(query());
    }

    private PageRequest at(int number, boolean against) {
        return new PageRequest(conversation, oldestFirst, number, against, limit);
    }

    private String query() {
        return "messages/" + conversation.text() + "/" + oldestFirst;
    }

    private static boolean oldestFirst(String order) {
        return switch (order) {
            case null -> true;
            case "asc" -> true;
            case "desc" -> false;
            default -> throw ProblemException.invalid("order", "must be asc or desc");
        };
    }

    private static int number(String text) {
        try {
            var number = Integer.parseInt(text);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw badNumber();
        }
        throw badNumber();
    }

    private static ProblemException badNumber() {
        return ProblemException.invalid("from", "must be the number of a message, from 1 on");
    }
}
