/**
 * The changes of a user's memories and documents as they happen ({@code GET /api/v1/memories/events}), from any point within the retention
 * on, at any replica. They are kept in the transaction that tells the rest of the suite of them, and hold ids only.
 */
package io.focusforge.memory.feed;
