/** The deletion of a document as a saga over memory-service, which keeps the document, and the answers here that quote it. */
package io.focusforge.orchestrator.saga.deletion;
