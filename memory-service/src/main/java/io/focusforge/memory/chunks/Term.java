package io.focusforge.memory.chunks;

/**
 * A word of a query.
 *
 * @param chunks how many have it
 * @param weight the rarer it is, the more it says
 */
record Term(String lexeme, long chunks, double weight) {}
