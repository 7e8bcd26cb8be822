/**
 * What is said in conversations. MongoDB holds it, one document for each append: its id is the number of its first message, so that an append is
 * kept whole or not at all, numbers have no gaps, and of writers at the same time one is first. Nothing is ever changed. A document says
 * itself whether the search index has seen it, and which request made it.
 */
package io.focusforge.memory.messages;
