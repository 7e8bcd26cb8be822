/**
 * Taking in what is to be remembered: a text as it is, or what a text or a conversation says about its user, read by a model or, when none
 * answers, by rules.
 */
package io.focusforge.memory.learning;
