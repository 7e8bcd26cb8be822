/**
 * Tasks that come again by a rule of RFC 5545 in a time zone. A series makes one task at a time: the next one in the transaction that ends
 * the one before, or by the calendar when that is due. Its row is moved on with each, so that of several replicas one makes it.
 */
package io.focusforge.orchestrator.recurrence;
