/**
 * Owns where a model call goes: names and aliases to targets, the order in which targets are tried (as listed, by weight, by the
 * fewest calls under way, or by conversation), and what follows when one fails. It knows no protocol; what is asked is its caller's.
 */
package io.focusforge.ai.routing;
