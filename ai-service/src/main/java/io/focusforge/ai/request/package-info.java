/**
 * Owns what is checked of a request before a model is looked for: that the body is one JSON object in UTF-8, that its messages are messages,
 * and that its parameters are within what the protocol allows. What is not known here is left alone.
 */
package io.focusforge.ai.request;
