package io.focusforge.ai.routing;

/** In which order the targets of an alias are tried. */
public enum Strategy {
    /** As they are listed; among the providers of one listed model the one with the fewest calls under way. */
    ORDERED,
    /** Drawn at random, a target of weight 9 nine times as often as one of weight 1. */
    WEIGHTED,
    /** The one with the fewest calls under way, for its weight. */
    LEAST_OUTSTANDING
}
