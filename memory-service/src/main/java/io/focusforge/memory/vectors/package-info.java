/**
 * The vectors of chunks and the search for the nearest ones: by pgvector where the database has it, else by the signs of the embeddings.
 * What is searched is what a caller may see; a small share is compared exactly, a large one goes through the index of its partition.
 */
package io.focusforge.memory.vectors;
