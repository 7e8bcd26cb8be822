/**
 * Cuts the text of a document into pieces that fit the embedding model, along its structure: headings, paragraphs, lists, tables, code. Pieces overlap
 * by sentences, and each knows its page, its place in the text and the headings above it.
 */
package io.focusforge.worker.split;
