package io.focusforge.orchestrator.expression;

import com.dashjoin.jsonata.JException;

/** What is said of an expression that failed. */
final class Failures {
    private static final int LONGEST = 300;

    private Failures() {}

    static ExpressionException of(Throwable failure) {
        return switch (failure) {
            case ExpressionException known -> known;
            case JException library when library.getCause() instanceof ExpressionException known -> known;
            case JException library -> new ExpressionException(said(library));
            case StackOverflowError deep -> new ExpressionException("calls itself too often");
            default -> new ExpressionException("does not fit its data");
        };
    }

    static String said(JException failure) {
        var message = String.valueOf(failure.getMessage());
        var at = failure.getLocation() < 0 ? "" : " (at character " + failure.getLocation() + ")";
        return (message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message) + at;
    }
}
