/**
 * Answers in conversations: made from memories and documents, told while they are made, at any replica, and kept as messages of memory-service exactly
 * once. Postgres knows of each answer before its first word is told; Redis carries the words of those under way, and nothing that could not be lost.
 */
package io.focusforge.orchestrator.conversation;
