/**
 * Search by words, for whatever has a {@code tsvector}: memories and chunks alike. Triggers keep, for each word of each text, how often it
 * occurs, and how many texts of which length there are; a common table expression scores texts by them as BM25 does, exactly.
 */
package io.focusforge.memory.words;
