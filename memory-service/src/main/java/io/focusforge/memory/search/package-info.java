/**
 * Finding memories: by meaning, by words and by how recent they are, within the memories of one owner. Postgres proposes candidates,
 * MongoDB decides which of them still exist.
 */
package io.focusforge.memory.search;
