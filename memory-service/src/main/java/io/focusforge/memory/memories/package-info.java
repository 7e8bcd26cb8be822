/**
 * What is remembered: memories in MongoDB, one document each, which is the truth. A document says itself whether the search index has
 * seen its latest revision, so that nothing else has to be written together with it; a deleted one stays for a while as a tombstone
 * without content.
 */
package io.focusforge.memory.memories;
