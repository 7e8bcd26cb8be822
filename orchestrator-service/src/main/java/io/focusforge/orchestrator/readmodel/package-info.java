/** What features say of the rows that are read of their streams, so that these can be made of the events anew. */
package io.focusforge.orchestrator.readmodel;
